import type { Coverage } from '../statistics/coverage';
import type { IntervalScale } from './fit-interval';
import type { PlattScaling } from './platt-scaling';

/** What the 90 % interval holds of the test clips. */
export interface IntervalCoverage {
  readonly all?: Coverage;
  /** Clips with the lowest, middle and highest third of true values; null where there are none. */
  readonly thirds: readonly (Coverage | null)[];
}

/** Calibration of a task on the patients kept for it, and its quality on the test set. */
export interface TaskCalibration {
  /**
   * Regression: mean of predicted - true on the calibration patients, which is subtracted; in the task's unit,
   * or where the network counts pixels in these, to the task's power.
   */
  readonly bias?: number;
  /** Regression: half-width of the 90 % interval, in the task's unit or of the logarithm. */
  readonly interval90HalfWidth?: number;
  readonly interval90Scale?: IntervalScale;
  readonly coverage?: IntervalCoverage;
  /**
   * Classification: absent (probabilities stay uncalibrated) when a class has too few calibration
   * clips.
   */
  readonly probability?: PlattScaling;
  /**
   * Classification: calibrated probability with the best F1 on the calibration clips, or the lowest
   * one with a false positive rate of at most `mostFalsePositives`.
   */
  readonly decisionThreshold?: number;
  readonly mostFalsePositives?: number;
  /** With `mostFalsePositives`: test clips at or above the threshold, by view. */
  readonly passedByView?: readonly {
    readonly view: string;
    readonly clips: number;
    readonly passed: number;
  }[];
  /** Metrics on the test clips; undefined ones are absent. */
  readonly test: Readonly<Record<string, number>>;
}
