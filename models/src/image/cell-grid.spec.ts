import { describe, expect, it } from '@jest/globals';
import {
  type CellGrid,
  countSet,
  dilate,
  erode,
  intersect,
  largestComponents,
  majority,
} from './cell-grid';

/** A grid drawn with # for set cells. */
function draw(...lines: string[]): CellGrid {
  const values = Uint8Array.from(lines.join(''), (sign) => (sign === '#' ? 1 : 0));
  return { rows: lines.length, columns: lines[0].length, cell: 4, values };
}

describe('erode and dilate', () => {
  it('make thin lines vanish and leave large patches as they were', () => {
    const grid = draw('######..', '###.....', '###...#.', '........', '........');
    expect(dilate(erode(grid))).toEqual(
      draw('###.....', '###.....', '###.....', '........', '........'),
    );
  });
});

describe('majority', () => {
  it('fills pinholes and drops specks', () => {
    expect(majority(draw('.....', '.###.', '.#.#.', '.###.', '.....'))).toEqual(
      draw('.....', '..#..', '.###.', '..#..', '.....'),
    );
  });
});

describe('largestComponents', () => {
  const grid = draw('##..#', '##..#', '.....', '#....', '..###');

  it('keeps the largest patch alone', () => {
    expect(largestComponents(grid, 1)).toEqual(draw('##...', '##...', '.....', '.....', '.....'));
  });

  it('keeps those of a given part of it as well', () => {
    expect(largestComponents(grid, 0.5)).toEqual(draw('##..#', '##..#', '.....', '.....', '..###'));
  });

  it('keeps nothing of nothing', () => {
    expect(countSet(largestComponents(draw('...', '...'), 0.5))).toBe(0);
  });
});

describe('intersect', () => {
  it('sets the cells that are set in both', () => {
    expect(intersect(draw('##.'), draw('.##'))).toEqual(draw('.#.'));
  });
});
