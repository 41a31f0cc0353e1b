import { describe, expect, it } from '@jest/globals';
import { movedRegion, rectangleIn, scaledRegion } from './regions';

describe('occlusion regions', () => {
  const sector = {
    crop: { x: 40, y: 0, width: 200, height: 200 },
    outline: [],
    source: 'pixels' as const,
    notes: [],
  };
  const rectangle = rectangleIn(sector);

  it('start as a rectangle in the middle of the sector', () => {
    expect(rectangle).toEqual([
      { x: 115, y: 75 },
      { x: 165, y: 75 },
      { x: 165, y: 125 },
      { x: 115, y: 125 },
    ]);
  });

  it('move, and scale about their centre', () => {
    expect(movedRegion(rectangle, -15, 5)[0]).toEqual({ x: 100, y: 80 });
    expect(scaledRegion(rectangle, 2)[0]).toEqual({ x: 90, y: 50 });
    expect(scaledRegion(scaledRegion(rectangle, 2), 0.5)).toEqual(rectangle);
  });
});
