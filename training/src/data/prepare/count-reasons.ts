import { group } from 'd3-array';

const number = /\d+(\.\d+)?/g;

/**
 * Counts sentences by kind, most frequent first. Sentences that differ only in numbers are of one
 * kind, with "…" in place of those numbers.
 */
export function countReasons(reasons: readonly string[]): [count: number, reason: string][] {
  const kinds = group(reasons, (reason) => reason.replaceAll(number, '#'));
  return [...kinds.values()]
    .map((of): [number, string] => [of.length, withoutVaryingNumbers(of)])
    .sort(([a], [b]) => b - a);
}

function withoutVaryingNumbers(reasons: readonly string[]): string {
  const numbers = reasons.map((reason) => reason.match(number) ?? []);
  let place = -1;
  return reasons[0].replaceAll(number, (text) => {
    place++;
    return numbers.every((of) => of[place] === text) ? text : '…';
  });
}
