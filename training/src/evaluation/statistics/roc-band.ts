import { bootstrapByPatient, type BootstrapOptions } from './bootstrap';
import { rocCurve, sensitivityAt } from './roc';

/** 95 % interval of the sensitivity at a false positive rate. */
export interface RocBandPoint {
  readonly falsePositiveRate: number;
  readonly low: number;
  readonly high: number;
}

/** False positive rates at which the band is given. */
const grid = Array.from({ length: 101 }, (_, index) => index / 100);

/**
 * Pointwise 95 % band of a ROC curve: the curve of every resample of the patients, read at fixed
 * false positive rates. Empty where the resamples lack one kind of cases too often.
 *
 * @param truth 1 positive, 0 negative
 */
export function rocBand(
  truth: readonly number[],
  scores: readonly number[],
  patientIds: readonly string[],
  options: BootstrapOptions,
): RocBandPoint[] {
  const intervals = bootstrapByPatient(
    patientIds,
    (clips) => {
      const curve = rocCurve(
        clips.map((index) => truth[index]),
        clips.map((index) => scores[index]),
      );
      return grid.map((rate) => sensitivityAt(curve, rate));
    },
    options,
  );
  return intervals.flatMap((interval, index) =>
    interval ? { falsePositiveRate: grid[index], ...interval } : [],
  );
}
