import { describe, expect, it } from '@jest/globals';
import type { CellGrid } from './cell-grid';
import { countSectors } from './count-sectors';
import { fanOutline } from './fan';
import type { ImagePoint } from './image-point';
import { rasterize } from './polygon';

const [rows, columns] = [100, 160];

const sector = (apexX: number, apexY: number, radius: number): ImagePoint[] =>
  fanOutline({
    apexX,
    apexY,
    leftAngle: -0.7,
    rightAngle: 0.7,
    innerRadius: 2,
    outerRadius: radius,
  });

function grid(...outlines: ImagePoint[][]): CellGrid {
  const values = new Uint8Array(rows * columns);
  for (const outline of outlines) {
    const mask = rasterize(outline, { x: 0, y: 0, step: 1, columns, rows });
    mask.forEach((isInside, i) => (values[i] |= isInside));
  }
  return { rows, columns, cell: 1, values };
}

describe('countSectors', () => {
  it.each<[string, CellGrid, number]>([
    ['one', grid(sector(80, 2, 95)), 1],
    ['none', grid(), 1],
    ['two beside each other', grid(sector(40, 5, 55), sector(120, 5, 55)), 2],
    ['two of other sizes', grid(sector(45, 5, 60), sector(125, 20, 45)), 2],
    [
      'four',
      grid(sector(40, 2, 45), sector(120, 2, 45), sector(40, 52, 45), sector(120, 52, 45)),
      4,
    ],
    ['two that touch', grid(sector(42, 5, 60), sector(118, 5, 60)), 2],
    ['two that overlap at their corners', grid(sector(46, 5, 62), sector(114, 5, 62)), 2],
    ['two of which one stands on the other', grid(sector(80, 2, 48), sector(80, 48, 48)), 2],
    ['one with a small inset', grid(sector(100, 2, 80), sector(20, 10, 20)), 1],
    [
      'one beside a spectrum',
      grid(sector(40, 5, 55), [
        { x: 90, y: 20 },
        { x: 150, y: 20 },
        { x: 150, y: 60 },
        { x: 90, y: 60 },
      ]),
      1,
    ],
  ])('counts %s', (_, patches, count) => {
    expect(countSectors(patches)).toBe(count);
  });

  it('takes bright parts that touch for one sector where they have holes, as tissue has', () => {
    const patches = grid(sector(42, 5, 60), sector(118, 5, 60));
    const values = patches.values.map((value, i) => {
      const [x, y] = [i % columns, Math.floor(i / columns)];
      return x % 12 < 5 && y % 14 < 7 && y > 15 ? 0 : value;
    });
    expect(countSectors(patches)).toBe(2);
    expect(countSectors({ ...patches, values })).toBe(1);
  });

  it('counts one where a shadow divides it from top to bottom', () => {
    for (const apexX of [60, 80, 100]) {
      const patches = grid(sector(apexX, 2, 90));
      const values = patches.values.map((value, i) =>
        Math.abs((i % columns) - 80) < 4 ? 0 : value,
      );
      expect(countSectors({ ...patches, values })).toBe(1);
    }
  });
});
