import { describe, expect, it } from '@jest/globals';
import { moved, rectangleIn, scaled } from './regions';

describe('regions without a mouse', () => {
  const sector = {
    crop: { x: 40, y: 0, width: 200, height: 200 },
    outline: [],
    source: 'pixels' as const,
    notes: [],
  };
  const rectangle = rectangleIn(sector);

  it('begin as a rectangle in the middle of the sector', () => {
    expect(rectangle).toEqual([
      { x: 115, y: 75 },
      { x: 165, y: 75 },
      { x: 165, y: 125 },
      { x: 115, y: 125 },
    ]);
  });

  it('move, grow and shrink about their middle, and come back', () => {
    expect(moved(rectangle, -15, 5)[0]).toEqual({ x: 100, y: 80 });
    expect(scaled(rectangle, 2)[0]).toEqual({ x: 90, y: 50 });
    expect(scaled(scaled(rectangle, 2), 0.5)).toEqual(rectangle);
  });
});
