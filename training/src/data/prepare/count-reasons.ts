import { group } from 'd3-array';

const number = /\d+(\.\d+)?/g;

/**
 * How many sentences there are of each kind, most first. Sentences that differ in numbers alone, as
 * that of a frame, are of one kind; "…" stands for the numbers that differ.
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
    place += 1;
    return numbers.every((of) => of[place] === text) ? text : '…';
  });
}
