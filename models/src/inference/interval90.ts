import type { Task } from '../model/manifest';
import type { MeasureCalibration } from '../model/segmentation-manifest';

/**
 * The interval around a prediction in which 90 % of held-out cases lay, in the task's unit.
 *
 * Clamped to values that can occur: at 0 where no training label is negative, at 100 where the unit
 * is % and no training label is above. The coverage stays, as no case lies in what is cut off.
 *
 * @returns undefined where the model was not calibrated for it
 */
export function interval90(
  { calibration, range, unit }: Pick<Task, 'calibration' | 'range' | 'unit'>,
  prediction: number,
): readonly [low: number, high: number] | undefined {
  const halfWidth = calibration?.interval90HalfWidth;
  if (halfWidth === undefined) {
    return undefined;
  }
  const lowest = range[0] >= 0 ? 0 : -Infinity;
  const highest = unit === '%' && range[1] <= 100 ? 100 : Infinity;
  const scale = calibration?.interval90Scale ?? 'absolute';
  return intervalAround(prediction, { scale, halfWidth }, [lowest, highest]);
}

/**
 * value - halfWidth to value + halfWidth (absolute), or value / factor to value * factor with factor =
 * exp(halfWidth) (logarithmic), cut to the values that can occur.
 */
export function intervalAround(
  value: number,
  { scale, halfWidth }: MeasureCalibration['interval90'],
  [lowest, highest]: readonly [lowest: number, highest: number],
): readonly [low: number, high: number] {
  const within = (end: number): number => Math.min(highest, Math.max(lowest, end));
  const factor = Math.exp(halfWidth);
  return scale === 'logarithmic'
    ? [within(value / factor), within(value * factor)]
    : [within(value - halfWidth), within(value + halfWidth)];
}
