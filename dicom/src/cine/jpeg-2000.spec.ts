import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { reorderComponents, usesComponentTransform } from './jpeg-2000';

/** Main header of a code stream: SIZ without content, COD, begin of a tile-part. */
function codeStream(transform: 0 | 1): Uint8Array {
  return Buffer.from(`ff4fff51000400ffff52000c000200010${transform}0504040001ff90`, 'hex');
}

describe('usesComponentTransform', () => {
  it.each([
    [0, false],
    [1, true],
  ] as const)('reads %i from the main header', (transform, uses) => {
    expect(usesComponentTransform(codeStream(transform))).toBe(uses);
  });

  it('never reads beyond the bytes that are there', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        const start = Uint8Array.of(0xff, 0x4f, ...bytes);
        expect([true, false, undefined]).toContain(usesComponentTransform(start));
      }),
    );
    expect(usesComponentTransform(Uint8Array.of(0xff, 0xd8, 0xff, 0xe0))).toBeUndefined();
  });
});

describe('reorderComponents', () => {
  it('is the inverse of storing rows of planes as rows of pixels', () => {
    const size = fc.integer({ min: 1, max: 9 });
    fc.assert(
      fc.property(size, size, (Rows, Columns) => {
        const rgb = Uint8Array.from({ length: 3 * Rows * Columns }, (_, i) => i);
        const delivered = rowsOfPlanes(rgb, Rows, Columns);
        const stored = new Uint8Array(rgb.length);
        delivered.forEach((row, k) =>
          row.forEach((value, x) => {
            stored[(Math.floor(k / 3) * Columns + x) * 3 + (k % 3)] = value;
          }),
        );
        expect(reorderComponents(stored, Rows, Columns)).toEqual(rgb);
      }),
    );
  });
});

function rowsOfPlanes(rgb: Uint8Array, Rows: number, Columns: number): number[][] {
  return [0, 1, 2].flatMap((component) =>
    Array.from({ length: Rows }, (_, y) =>
      Array.from({ length: Columns }, (_, x) => rgb[(y * Columns + x) * 3 + component]),
    ),
  );
}
