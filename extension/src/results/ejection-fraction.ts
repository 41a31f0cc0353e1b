import type { ClipPrediction } from '@echonet/models';

/** Ejection fraction by its definition from two predicted volumes. */
export interface EjectionFractionFromVolumes {
  /** Per cent; negative where the predicted end-systolic volume is the larger. */
  readonly value: number;
  /** 90 % interval in per cent, where both volumes have one. */
  readonly interval90?: readonly [low: number, high: number];
  /** Whether the direct prediction differs by more than the two intervals explain. */
  readonly disagrees: boolean;
}

/**
 * EF = 100 (EDV - ESV) / EDV of the predictions EDV and ESV, beside the direct prediction EF.
 *
 * The interval carries the half widths of the volumes over to first order, as of independent errors:
 * h = 100 sqrt((hESV / EDV)^2 + (ESV hEDV / EDV^2)^2). The two fractions disagree when they lie
 * further apart than sqrt(hEF^2 + h^2), the half width of the difference of two such estimates. What
 * is shown of the interval ends at 0 and 100 %, where fractions do.
 *
 * @returns undefined where a volume is missing or the predicted EDV is not above 0
 */
export function ejectionFractionFromVolumes(
  prediction: Partial<ClipPrediction>,
): EjectionFractionFromVolumes | undefined {
  const { EDV, ESV, EF } = prediction;
  if (!EDV || !ESV || !(EDV.mean > 0)) return undefined;
  const value = (100 * (EDV.mean - ESV.mean)) / EDV.mean;
  const [hEDV, hESV, hEF] = [EDV, ESV, EF].map(halfWidth);
  if (hEDV === undefined || hESV === undefined) return { value, disagrees: false };
  const h = 100 * Math.hypot(hESV / EDV.mean, (ESV.mean * hEDV) / EDV.mean ** 2);
  return {
    value,
    interval90: [asFraction(value - h), asFraction(value + h)],
    disagrees:
      EF !== undefined && hEF !== undefined && Math.abs(EF.mean - value) > Math.hypot(hEF, h),
  };
}

const asFraction = (percent: number): number => Math.min(100, Math.max(0, percent));

/** The longer side: the other may be cut at the end of what can be. */
function halfWidth(task: ClipPrediction[string] | undefined): number | undefined {
  if (!task?.interval90) return undefined;
  const [low, high] = task.interval90;
  return Math.max(task.mean - low, high - task.mean);
}
