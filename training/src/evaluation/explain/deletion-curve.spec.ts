import { describe, expect, it } from '@jest/globals';
import type { Network } from '@echonet/models';
import { deletedShares, deletionCurve } from './deletion-curve';

const size = 32;
const lit = (pixel: number) => pixel % size < 8 && Math.floor(pixel / size) < 8;

/** A network whose logit is the sum of the upper left corner's pixels. */
const network: Network = {
  inputShape: [size, size, 1],
  outputs: 1,
  outputShape: [1, 1, 1],
  batchSize: 1,
  gradientBatchSize: 1,
  forward: (greyValues) => {
    const corner = greyValues.filter((_, pixel) => lit(pixel));
    return Promise.resolve(Float32Array.of(corner.reduce((sum, grey) => sum + grey, 0)));
  },
  inputGradient: () => Promise.reject(new Error('not wanted')),
  dispose: () => {},
};

const greyValues = Float32Array.from({ length: size * size }, (_, pixel) => (lit(pixel) ? 1 : 0));
const mask = new Uint8Array(size * size).fill(1);

describe('deletionCurve', () => {
  it('is above chance for the true map and below for its inverse', async () => {
    const map = greyValues.slice();
    const right = await deletionCurve(network, greyValues, map, mask, 0, 1);
    expect(right.bySaliency).toHaveLength(deletedShares.length);
    expect(right.bySaliency[0]).toBe(0);
    // The corner's 16 of 256 squares are deleted at the first tenth.
    expect(right.bySaliency[1]).toBeCloseTo(right.bySaliency.at(-1)!, 5);
    expect(right.advantage).toBeGreaterThan(10);
    const opposite = map.map((value) => 1 - value);
    const wrong = await deletionCurve(network, greyValues, opposite, mask, 0, 1);
    expect(wrong.advantage).toBeLessThan(-10);
    expect(wrong.atRandom).toEqual(right.atRandom);
  });

  it('does not delete pixels outside the sector', async () => {
    const outside = mask.map((_, pixel) => (lit(pixel) ? 0 : 1));
    const { bySaliency } = await deletionCurve(network, greyValues, greyValues, outside, 0, 1);
    expect(Math.max(...bySaliency)).toBe(0);
  });
});
