import type { QualityFit } from './fit-quality';
import type { WeightType } from '../../learning/network/encode-weights';
import type { MeasureId, SegmentationResults } from './assess-segmentation';

/** Fit on validation patients of real data sets, where there are any. */
export interface MeasureIntervals {
  readonly scale: 'absolute' | 'logarithmic';
  readonly halfWidth: number;
  /** Validation patients that it was fit on. */
  readonly patients: number;
  /** Share of the test clips that the interval holds; absent without any. */
  readonly testCoverage?: number;
}

/** Results on one prepared folder of a run. */
export interface SetEvaluation {
  readonly source: string;
  readonly simulated: boolean;
  readonly validation: SegmentationResults;
  readonly test: SegmentationResults;
}

/** Content of metrics.json of a segmentation run. */
export interface SegmentationEvaluation {
  readonly weights: WeightType;
  readonly backend: string;
  readonly fingerprints: readonly string[];
  /** Epoch of the weights, from 1. */
  readonly epoch: number;
  /** In the order of the run's sources. */
  readonly sets: readonly SetEvaluation[];
  readonly intervals: Readonly<Partial<Record<MeasureId, MeasureIntervals>>>;
  /** Thresholds of quality criteria, fit on the validation patients of the intervals. */
  readonly quality: QualityFit;
}
