import { pearson } from './correlation';
import { midRanks } from './mid-ranks';

/** Spearman's rank correlation, ties by their mean rank. NaN where either side does not vary. */
export function spearman(a: readonly number[], b: readonly number[]): number {
  return pearson(midRanks(a), midRanks(b));
}
