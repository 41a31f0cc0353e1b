import type { Code } from '@echonet/dicom';
import type { ReportedTask } from './reported-task';
import type { Mark } from './derivation';
import type { Method } from './method';

/** A measurement of a report that can be a label. */
export interface ReportedMeasurement {
  readonly task: ReportedTask;
  /** In the task's unit. */
  readonly value: number;
  readonly method: Method;
  /** Meaning of the image view. */
  readonly view?: string;
  /** How it stands to other measurements of its method. */
  readonly mark: Mark;
  /** Its concept name. */
  readonly code: Code;
  /** Concept names from the root of the report to the measurement. */
  readonly path: string;
}
