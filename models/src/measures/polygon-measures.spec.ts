import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { crossesItself } from './polygon-measures';

const radii = fc.array(fc.double({ min: 5, max: 50, noNaN: true }), {
  minLength: 8,
  maxLength: 60,
});

/** Points around the origin, of which each is seen from there. */
const star = (lengths: readonly number[]) =>
  lengths.map((length, i) => {
    const angle = (2 * Math.PI * i) / lengths.length;
    return { x: length * Math.cos(angle), y: length * Math.sin(angle) };
  });

describe('crossesItself', () => {
  it('is false for any shape that is seen whole from within', () => {
    fc.assert(fc.property(radii, (lengths) => !crossesItself(star(lengths))));
  });

  it('is true for an eight, wherever it begins, and for a border that runs around twice', () => {
    const eight = Array.from({ length: 40 }, (_, i) => {
      const t = (2 * Math.PI * (i + 0.3)) / 40;
      return { x: 20 * Math.sin(t), y: 10 * Math.sin(2 * t) };
    });
    fc.assert(
      fc.property(fc.nat(39), (first) =>
        crossesItself([...eight.slice(first), ...eight.slice(0, first)]),
      ),
    );
    const twice = [0, 1].flatMap((round) =>
      star(Array.from({ length: 12 }, (_, i) => 20 + 5 * round + (i % 2))),
    );
    expect(crossesItself(twice)).toBe(true);
  });

  it('is false where a border only touches itself or has a tiny loop', () => {
    const square = [
      { x: 0, y: 0 },
      { x: 100, y: 0 },
      { x: 100, y: 100 },
      { x: 0, y: 100 },
    ];
    expect(crossesItself([...square, { x: 0, y: 0 }])).toBe(false);
    const looped = [
      ...square.slice(0, 2),
      { x: 100, y: 51 },
      { x: 102, y: 49 },
      { x: 102, y: 51 },
      { x: 100, y: 49 },
      ...square.slice(2),
    ];
    expect(crossesItself(looped)).toBe(false);
  });
});
