import type { IntervalScale } from '../calibrate/fit-interval';
import type { IntervalCoverage } from '../calibrate/task-calibration';
import type { ModelResults } from '../report/assess-model';
import type { WeightType } from '../../learning/network/encode-weights';
import type { VolumeTask } from '../../learning/volumes/volume-tasks';

/** Fit on the calibration patients, who are the validation patients where the split has no others. */
export interface VolumeInterval {
  readonly scale: IntervalScale;
  readonly halfWidth: number;
  readonly patients: number;
  readonly coverage: IntervalCoverage;
}

/** What becomes of a value of the test clips when a region of each frame is filled. */
export interface OcclusionSummary {
  readonly clips: number;
  /** Median of the absolute change, in the task's unit. */
  readonly chamber: number;
  readonly elsewhere: number;
  /** Clips that change by more than the 90 % interval. */
  readonly chamberBeyond: number;
  readonly elsewhereBeyond: number;
}

/** Content of metrics.json of a run that learns volumes. */
export interface VolumeEvaluation {
  readonly weights: WeightType;
  readonly backend: string;
  readonly fingerprints: readonly string[];
  /** Epoch of the weights, from 1. */
  readonly epoch: number;
  readonly tasks: readonly VolumeTask[];
  /** By task id. */
  readonly intervals: Readonly<Record<string, VolumeInterval>>;
  /** By task id. */
  readonly occlusion: Readonly<Record<string, OcclusionSummary>>;
  /** Of real patients where there are any. */
  readonly results: ModelResults;
}
