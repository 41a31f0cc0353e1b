/** Ranks from 1 in ascending order; ties get their mean rank. */
export function midRanks(values: readonly number[]): number[] {
  const order = values.map((_, index) => index).sort((a, b) => values[a] - values[b]);
  const ranks = new Array<number>(values.length);
  for (let first = 0; first < order.length;) {
    let end = first;
    while (end < order.length && values[order[end]] === values[order[first]]) {
      end++;
    }
    for (let i = first; i < end; i++) {
      ranks[order[i]] = (first + 1 + end) / 2;
    }
    first = end;
  }
  return ranks;
}
