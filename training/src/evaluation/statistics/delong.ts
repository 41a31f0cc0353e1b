import { z95, type Interval } from './interval';
import { midRanks } from './mid-ranks';
import { areaUnderCurve } from './roc';
import { standardDeviation } from './summary';

/**
 * Standard error of the area under the ROC curve (DeLong, DeLong and Clarke-Pearson, Biometrics
 * 1988), with structural components computed from mid-ranks (Sun and Xu, IEEE Signal Processing
 * Letters 2014). Assumes independent cases. NaN for fewer than two cases of either class.
 *
 * @param truth 1 positive, 0 negative
 */
export function delongStandardError(truth: readonly number[], scores: readonly number[]): number {
  const ranks = midRanks(scores);
  const components = [1, 0].map((kind) => {
    const members = truth.flatMap((value, index) => (value === kind ? [index] : []));
    const ranksWithin = midRanks(members.map((index) => scores[index]));
    const others = truth.length - members.length;
    // Share of the other class with a lower score; ties count half.
    return members.map((index, i) => (ranks[index] - ranksWithin[i]) / others);
  });
  const variances = components.map((values) => standardDeviation(values) ** 2 / values.length);
  return Math.sqrt(variances[0] + variances[1]);
}

/**
 * 95 % interval of the area under the ROC curve from DeLong's standard error on the logit scale,
 * which keeps it inside 0..1 (Qin and Hotilovac, Statistical Methods in Medical Research 2008).
 *
 * @returns undefined for an area of 0 or 1, where the standard error is 0, and for fewer than two
 *   cases of either class
 */
export function delongInterval(
  truth: readonly number[],
  scores: readonly number[],
): Interval | undefined {
  const area = areaUnderCurve(truth, scores);
  const error = delongStandardError(truth, scores);
  if (!(area > 0 && area < 1) || !(error > 0)) {
    return undefined;
  }
  const centre = Math.log(area / (1 - area));
  const reach = (z95 * error) / (area * (1 - area));
  return { low: logistic(centre - reach), high: logistic(centre + reach) };
}

function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
