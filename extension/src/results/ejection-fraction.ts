import type { ClipPrediction } from '@echonet/models';
import { fractionPercent } from '@echonet/models/measures';
import { halfWidth } from './half-width';

export interface EjectionFractionFromVolumes {
  /** Per cent; negative if the predicted ESV exceeds the EDV. */
  readonly value: number;
  /** 90 % interval in per cent, if both volumes have one. */
  readonly interval90?: readonly [low: number, high: number];
  /** Whether the direct EF differs by more than both intervals explain. */
  readonly disagrees: boolean;
}

/**
 * EF = 100 (EDV - ESV) / EDV of the predicted volumes, compared with the direct prediction EF.
 *
 * First-order propagation of the volumes' half widths, as independent errors:
 * h = 100 sqrt((hESV / EDV)^2 + (ESV hEDV / EDV^2)^2). Both fractions disagree when they differ by
 * more than sqrt(hEF^2 + h^2). The interval is clamped to 0 to 100 %.
 *
 * @returns undefined if a volume is missing or the predicted EDV is not positive
 */
export function ejectionFractionFromVolumes(
  prediction: Partial<ClipPrediction>,
): EjectionFractionFromVolumes | undefined {
  const { EDV, ESV, EF } = prediction;
  if (!EDV || !ESV || !(EDV.mean > 0)) {
    return undefined;
  }
  const value = fractionPercent(EDV.mean, ESV.mean);
  const [hEDV, hESV, hEF] = [EDV, ESV, EF].map(
    (task) => task && halfWidth(task.mean, task.interval90),
  );
  if (hEDV === undefined || hESV === undefined) {
    return { value, disagrees: false };
  }
  const h = 100 * Math.hypot(hESV / EDV.mean, (ESV.mean * hEDV) / EDV.mean ** 2);
  return {
    value,
    interval90: [asFraction(value - h), asFraction(value + h)],
    disagrees:
      EF !== undefined && hEF !== undefined && Math.abs(EF.mean - value) > Math.hypot(hEF, h),
  };
}

const asFraction = (percent: number): number => Math.min(100, Math.max(0, percent));
