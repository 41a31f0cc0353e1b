import { pearson } from './correlation';
import { midRanks } from './mid-ranks';

/** Spearman's rank correlation with mean ranks for ties; NaN when either variable is constant. */
export function spearman(a: readonly number[], b: readonly number[]): number {
  return pearson(midRanks(a), midRanks(b));
}
