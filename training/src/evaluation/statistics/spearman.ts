import { pearson } from './correlation';

/** Spearman's rank correlation, ties by their mean rank. NaN where either side does not vary. */
export function spearman(a: readonly number[], b: readonly number[]): number {
  return pearson(midRanks(a), midRanks(b));
}

function midRanks(values: readonly number[]): number[] {
  const order = values.map((_, index) => index).sort((a, b) => values[a] - values[b]);
  const ranks = new Array<number>(values.length);
  for (let first = 0; first < order.length;) {
    let end = first;
    while (end < order.length && values[order[end]] === values[order[first]]) end += 1;
    for (let i = first; i < end; i += 1) ranks[order[i]] = (first + 1 + end) / 2;
    first = end;
  }
  return ranks;
}
