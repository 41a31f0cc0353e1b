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
  it('remove thin lines and keep large patches', () => {
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

  it('keeps only the largest patch', () => {
    expect(largestComponents(grid, 1)).toEqual(draw('##...', '##...', '.....', '.....', '.....'));
  });

  it('also keeps those of at least the given fraction of its size', () => {
    expect(largestComponents(grid, 0.5)).toEqual(draw('##..#', '##..#', '.....', '.....', '..###'));
  });

  it('keeps nothing of an empty grid', () => {
    expect(countSet(largestComponents(draw('...', '...'), 0.5))).toBe(0);
  });
});

describe('intersect', () => {
  it('sets the cells that are set in both', () => {
    expect(intersect(draw('##.'), draw('.##'))).toEqual(draw('.#.'));
  });
});
