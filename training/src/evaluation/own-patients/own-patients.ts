import type { Cohort, CohortClip } from '../../data/prepared/open-prepared';

/** What a model is measured on. */
export interface OwnPatients {
  readonly cohort: Cohort;
  readonly clips: readonly CohortClip[];
  /** Folder of predictions, metrics and report. */
  readonly output: string;
  readonly log: (line: string) => void;
}
