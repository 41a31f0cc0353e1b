import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { pixelMap } from '@echonet/models/image';
import type { CanvasPoint } from '../host/contracts';
import { apply, compose, imageToCanvas, isUsable, networkToImage, scaling } from './geometry';

/** A camera that zooms, rotates, flips and pans. */
const camera = fc.record({
  zoom: fc.double({ min: 0.05, max: 40, noNaN: true }),
  angle: fc.double({ min: -Math.PI, max: Math.PI, noNaN: true }),
  flip: fc.boolean(),
  panX: fc.double({ min: -2000, max: 2000, noNaN: true }),
  panY: fc.double({ min: -2000, max: 2000, noNaN: true }),
});
type Camera = typeof camera extends fc.Arbitrary<infer Value> ? Value : never;

const through = ({ zoom, angle, flip, panX, panY }: Camera, x: number, y: number): CanvasPoint => {
  const mirrored = flip ? -x : x;
  return [
    zoom * (Math.cos(angle) * mirrored - Math.sin(angle) * y) + panX,
    zoom * (Math.sin(angle) * mirrored + Math.cos(angle) * y) + panY,
  ];
};

const side = fc.integer({ min: 1, max: 2000 });
const expectNear = (found: CanvasPoint, expected: CanvasPoint) => {
  const scale = 1 + Math.max(...expected.map(Math.abs));
  expect(Math.abs(found[0] - expected[0]) / scale).toBeLessThan(1e-6);
  expect(Math.abs(found[1] - expected[1]) / scale).toBeLessThan(1e-6);
};

describe('the transform from image to canvas', () => {
  it('maps every image pixel as the camera does, given three corners', () => {
    fc.assert(
      fc.property(
        camera,
        side,
        side,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (view, w, h, t) => {
          const toCanvas = imageToCanvas(
            w,
            h,
            through(view, 0, 0),
            through(view, w, 0),
            through(view, 0, h),
          );
          expectNear(apply(toCanvas, w, h), through(view, w, h));
          expectNear(apply(toCanvas, t * w, (1 - t) * h), through(view, t * w, (1 - t) * h));
          expect(isUsable(toCanvas)).toBe(true);
        },
      ),
    );
  });

  it("maps the network's pixels to the image as the image was prepared", () => {
    const number = fc.double({ min: -500, max: 500, noNaN: true });
    const length = fc.double({ min: 1, max: 2000, noNaN: true });
    fc.assert(
      fc.property(
        ...([number, number, length, side, number, number] as const),
        fc.record({ upsideDown: fc.boolean(), mirrored: fc.boolean() }),
        (x, y, width, size, nx, ny, turn) => {
          const crop = { x, y, width, height: width };
          const expected = pixelMap({ crop, turn }, size).toImage(nx, ny);
          expectNear(apply(networkToImage(crop, size, turn), nx, ny), [expected.x, expected.y]);
        },
      ),
    );
  });

  it('composes two transforms', () => {
    fc.assert(
      fc.property(camera, camera, (first, second) => {
        const affine = (view: Camera) =>
          imageToCanvas(1, 1, through(view, 0, 0), through(view, 1, 0), through(view, 0, 1));
        const [inner, outer] = [affine(first), affine(second)];
        const [x, y] = apply(inner, 3, -2);
        expectNear(apply(compose(outer, inner), 3, -2), apply(outer, x, y));
      }),
    );
  });

  it('scales by the pixel ratio', () => {
    const toCanvas = imageToCanvas(10, 10, [5, 5], [15, 5], [5, 15]);
    expect(apply(compose(scaling(2), toCanvas), 4, 0)).toEqual([18, 10]);
  });

  it.each([
    ['no extent', imageToCanvas(10, 10, [0, 0], [0, 0], [0, 0])],
    ['a line', imageToCanvas(10, 10, [0, 0], [1, 1], [2, 2])],
    ['no numbers', imageToCanvas(10, 10, [NaN, 0], [1, 0], [0, 1])],
  ])('is unusable for a viewport with %s', (_what, affine) => {
    expect(isUsable(affine)).toBe(false);
  });
});
