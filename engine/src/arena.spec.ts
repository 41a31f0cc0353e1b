import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aligned, Arena } from './arena';

interface Piece {
  readonly address: number;
  readonly bytes: number;
}

const overlap = (a: Piece, b: Piece) =>
  a.address < b.address + b.bytes && b.address < a.address + a.bytes;

describe('Arena', () => {
  it('never allocates the same memory twice, in whatever order memory is freed', () => {
    const action = fc.record({
      bytes: fc.integer({ min: 1, max: 1000 }),
      give: fc.option(fc.nat()),
    });
    fc.assert(
      fc.property(fc.array(action, { maxLength: 60 }), (actions) => {
        const arena = new Arena(128);
        const held: Piece[] = [];
        for (const { bytes, give } of actions) {
          if (give !== null && held.length > 0) {
            const [piece] = held.splice(give % held.length, 1);
            arena.give(piece.address, piece.bytes);
          }
          const piece = { address: arena.take(bytes), bytes };
          expect(piece.address % 64).toBe(0);
          expect(held.some((other) => overlap(piece, other))).toBe(false);
          expect(arena.end).toBeGreaterThanOrEqual(piece.address + bytes);
          held.push(piece);
        }
      }),
    );
  });

  it('merges freed neighbours, so that a larger allocation fits there', () => {
    const arena = new Arena(0);
    const [a, b, c] = [arena.take(64), arena.take(64), arena.take(64)];
    arena.take(64);
    for (const address of [a, c, b]) {
      arena.give(address, 64);
    }
    expect(arena.take(192)).toBe(a);
    expect(arena.end).toBe(256);
  });

  it('aligns every allocation to a cache line', () => {
    expect([1, 64, 65].map(aligned)).toEqual([64, 64, 128]);
  });
});
