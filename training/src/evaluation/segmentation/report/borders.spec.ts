import { describe, expect, it } from '@jest/globals';
import { bordersOf } from './borders';

/** A rectangle with a point every pixel. */
function rectangle(left: number, top: number, width: number, height: number) {
  const across = Array.from({ length: width }, (_, i) => i);
  const down = Array.from({ length: height }, (_, i) => i);
  return [
    ...across.map((i) => ({ x: left + i, y: top })),
    ...down.map((i) => ({ x: left + width, y: top + i })),
    ...across.map((i) => ({ x: left + width - i, y: top + height })),
    ...down.map((i) => ({ x: left, y: top + height - i })),
  ];
}

const solid = (outline: ReturnType<typeof rectangle>) => ({ outline, holes: [] });
const lengthOf = (lines: ReturnType<typeof bordersOf>) =>
  lines
    .flatMap((line) => line.slice(1).map(({ x, y }, i) => Math.hypot(x - line[i].x, y - line[i].y)))
    .reduce((sum, length) => sum + length, 0);

describe('bordersOf', () => {
  it('draws structures apart from each other as closed rings', () => {
    const lines = bordersOf([solid(rectangle(0, 0, 10, 10)), solid(rectangle(20, 0, 10, 10))]);
    expect(lines).toHaveLength(2);
    expect(lines.map((line) => line.at(-1))).toEqual(lines.map(([first]) => first));
    expect(lengthOf(lines)).toBe(80);
  });

  it('draws the border of two neighbours once', () => {
    const lines = bordersOf([solid(rectangle(0, 0, 10, 10)), solid(rectangle(10, 0, 10, 10))]);
    expect(lines).toHaveLength(2);
    const [whole, rest] = lines;
    expect(lengthOf([whole])).toBe(40);
    expect(lengthOf([rest])).toBe(28);
    expect(rest.filter(({ x }) => x <= 11)).toEqual([
      { x: 11, y: 0 },
      { x: 11, y: 10 },
    ]);
  });

  it('draws the cavity in a wall once', () => {
    const cavity = rectangle(5, 5, 10, 10);
    const wall = { outline: rectangle(0, 0, 20, 20), holes: [rectangle(5, 5, 10, 10)] };
    expect(lengthOf(bordersOf([solid(cavity), wall]))).toBe(40 + 80);
  });
});
