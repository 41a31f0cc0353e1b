import type { SplitSet } from '../../data/split/split-set';
import type { Cohort, CohortClip } from '../../data/prepared/open-prepared';

/** What a model is measured on. */
export interface OwnPatients {
  readonly cohort: Cohort;
  readonly clips: readonly CohortClip[];
  /** Of a split; absent where all clips of the data are measured. */
  readonly set?: SplitSet;
  /** Folder of predictions, metrics and report. */
  readonly output: string;
  readonly log: (line: string) => void;
}
