import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ImageTurn } from '../image/image-turn';
import { labelMap } from './label-map';

/** Two classes: the second left of a column of the grid, in samples. */
const leftOf = (border: number, rows: number, columns: number) => ({
  rows,
  columns,
  channels: 2,
  values: Float32Array.from({ length: rows * columns * 2 }, (_, i) =>
    i % 2 === 0 ? 0 : border - ((Math.floor(i / 2) % columns) + 0.5),
  ),
});
const codes = [0, 3];

describe('labelMap', () => {
  it('places borders between samples, for any crop', () => {
    const side = fc.integer({ min: 2, max: 9 });
    const length = fc.integer({ min: 6, max: 40 });
    const place = fc.integer({ min: -8, max: 8 });
    fc.assert(
      fc.property(
        side,
        side,
        place,
        place,
        length,
        length,
        (columns, rows, x, y, width, height) => {
          const [Rows, Columns] = [24, 32];
          // Not beyond the outermost samples, where logits stay the same.
          const border = columns / 2;
          const crop = { x, y, width, height };
          const labels = labelMap(leftOf(border, rows, columns), { Rows, Columns, crop }, codes);
          const wrong = [...labels.keys()].filter((i) => {
            const [across, down] = [(i % Columns) + 0.5 - x, Math.floor(i / Columns) + 0.5 - y];
            const isInside = across >= 0 && across <= width && down >= 0 && down <= height;
            const distance = (across * columns) / width - border;
            const expected = isInside && distance < 0 ? 3 : 0;
            return Math.abs(distance) > 1e-4 && labels[i] !== expected;
          });
          expect(wrong).toEqual([]);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('labels a turned image as it lies', () => {
    const [Rows, Columns] = [6, 8];
    const crop = { x: 1, y: 1, width: 6, height: 4 };
    const labelsOf = (turn: ImageTurn) =>
      labelMap(leftOf(2, 4, 6), { Rows, Columns, crop, turn }, codes);
    const plain = labelsOf({ upsideDown: false, mirrored: false });
    expect(plain.filter((label) => label > 0).length).toBe(8);
    for (const mirrored of [false, true]) {
      for (const upsideDown of [false, true]) {
        const lies = plain.map((_, i) => {
          const [x, y] = [i % Columns, Math.floor(i / Columns)];
          return plain[
            (upsideDown ? Rows - 1 - y : y) * Columns + (mirrored ? Columns - 1 - x : x)
          ];
        });
        expect(labelsOf({ upsideDown, mirrored })).toEqual(lies);
      }
    }
  });

  it('labels nothing where the mask is 0', () => {
    const crop = { x: 0, y: 0, width: 4, height: 2 };
    const mask = Uint8Array.of(1, 0, 1, 1, 0, 1, 1, 1);
    const frame = { Rows: 2, Columns: 4, crop, mask };
    expect([...labelMap(leftOf(1, 2, 2), frame, codes)]).toEqual([3, 0, 0, 0, 0, 3, 0, 0]);
  });
});
