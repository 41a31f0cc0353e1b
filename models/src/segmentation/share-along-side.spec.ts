import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ImagePoint } from '../image/image-point';
import { shareAlongSide } from './share-along-side';

const box = (x0: number, y0: number, x1: number, y1: number): ImagePoint[] => [
  { x: x0, y: y0 },
  { x: x1, y: y0 },
  { x: x1, y: y1 },
  { x: x0, y: y1 },
];

const contour = (outline: ImagePoint[]) => ({ outline, holes: [] });
const sector = box(0, 0, 100, 100);

describe('the share of the ventricle along a side of the sector', () => {
  it('is 0 where there is room on both sides, and without a ventricle', () => {
    const contours = { LV: contour(box(40, 20, 60, 80)), LVWall: contour(box(30, 10, 70, 80)) };
    expect(shareAlongSide(contours, sector)).toBe(0);
    expect(shareAlongSide({}, sector)).toBe(0);
  });

  it('counts the heights at which the wall reaches the side', () => {
    const LV = contour(box(40, 20, 60, 80));
    expect(shareAlongSide({ LV, LVWall: contour(box(30, 10, 99.5, 80)) }, sector)).toBe(1);
    expect(shareAlongSide({ LV, LVWall: contour(box(30, 50, 99.5, 80)) }, sector)).toBe(0.5);
  });

  it('counts a ventricle without its wall', () => {
    expect(shareAlongSide({ LV: contour(box(0.5, 20, 60, 80)) }, sector)).toBe(1);
  });

  it('is the same in the mirrored and in the upside-down image', () => {
    const coordinate = fc.double({ min: 0, max: 100, noNaN: true });
    const triangle = fc.tuple(coordinate, coordinate, coordinate, coordinate);
    const heart = ([x0, y0, x1, y1]: readonly number[]) =>
      contour([
        { x: x0, y: 3 },
        { x: x1, y: y0 },
        { x: x1, y: 3 + Math.max(y0, y1) },
      ]);
    const fan = [
      { x: 50, y: 0 },
      { x: 90, y: 110 },
      { x: 10, y: 110 },
    ];
    fc.assert(
      fc.property(triangle, triangle, (LV, LVWall) => {
        const share = (change: (point: ImagePoint) => ImagePoint) => {
          const changed = ({ outline }: ReturnType<typeof contour>) => contour(outline.map(change));
          const contours = { LV: changed(heart(LV)), LVWall: changed(heart(LVWall)) };
          return shareAlongSide(contours, fan.map(change));
        };
        const asItIs = share((point) => point);
        expect(share(({ x, y }) => ({ x: 100 - x, y }))).toBeCloseTo(asItIs, 9);
        expect(share(({ x, y }) => ({ x, y: 110 - y }))).toBeCloseTo(asItIs, 9);
      }),
    );
  });
});
