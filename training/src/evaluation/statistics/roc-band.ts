import { bootstrapByPatient, type BootstrapOptions } from './bootstrap';
import { rocCurve, sensitivityAt } from './roc';

export interface RocBandPoint {
  readonly falsePositiveRate: number;
  readonly low: number;
  readonly high: number;
}

/** False positive rates of the band. */
const grid = Array.from({ length: 101 }, (_, index) => index / 100);

/**
 * Pointwise 95 % band of a ROC curve by bootstrap over patients, at fixed false positive rates.
 * Empty when too many resamples lack a class.
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
