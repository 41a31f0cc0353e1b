import type { Code } from '../coding';
import type { ReportedTask } from './reported-task';
import type { Mark } from './derivation';
import type { Method } from './method';

/** A reader's measurement in a report. */
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
