import type { CineFormat } from '../clip/phantom-clip';

/** One clip of a view cohort; plain data, so that it can be sent to a worker. */
export interface ViewClip {
  /** Of the cohort. */
  readonly seed: number;
  /** Of the clip and its patient, from 0. */
  readonly index: number;
  readonly format: CineFormat;
}
