import type { Code } from '@echonet/dicom';
import type { ReportedTask } from './concepts';
import type { Method } from './method';

/** A measurement of a report that can be a label. */
export interface ReportedMeasurement {
  readonly task: ReportedTask;
  /** In the task's unit. */
  readonly value: number;
  readonly method: Method;
  /** Meaning of the image view. */
  readonly view?: string;
  /** The report's mark of it among repeated measurements. */
  readonly mark?: 'chosen by the reader' | 'mean' | 'most recent';
  /** Its concept name. */
  readonly code: Code;
  /** Concept names from the root of the report to the measurement. */
  readonly path: string;
}
