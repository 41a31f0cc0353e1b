import { describe, expect, it } from '@jest/globals';
import type { Network } from '../network/network';
import { occlusion } from './occlusion';

const [height, width] = [6, 7];

/** Its first logit is the sum of the grey values, the second ten times the first pixel. */
const summing: Network = {
  inputShape: [height, width, 1],
  outputs: 2,
  outputShape: [1, 1, 2],
  batchSize: 4,
  gradientBatchSize: 1,
  forward(greyValues) {
    const logits: number[] = [];
    for (let start = 0; start < greyValues.length; start += height * width) {
      const image = greyValues.subarray(start, start + height * width);
      logits.push(
        image.reduce((sum, grey) => sum + grey),
        10 * image[0],
      );
    }
    return Promise.resolve(Float32Array.from(logits));
  },
  inputGradient: () => Promise.reject(new Error('not asked for')),
  dispose: () => {},
};

const greyValues = new Float32Array(height * width).fill(0.5);
const settings = { patchSize: 3, stride: 2, fill: 0 };

describe('occlusion', () => {
  it('assigns every pixel the mean change over the squares that contain it', async () => {
    const map = await occlusion(summing, greyValues, 0, { ...settings, patchSize: 2, stride: 2 });
    expect([...map!]).toEqual(
      Array.from({ length: height * width }, (_, i) => (i % width === width - 1 ? 1 : 2)),
    );
  });

  it('finds the pixel that a logit depends on', async () => {
    const map = await occlusion(summing, greyValues, 1, { patchSize: 1, stride: 1, fill: 0 });
    expect(map![0]).toBe(5);
    expect(map!.slice(1).every((change) => change === 0)).toBe(true);
  });

  it.each([
    [3, 1],
    [3, 2],
    [5, 3],
    [9, 4],
  ])('occludes every pixel with squares of %i in steps of %i', async (patchSize, stride) => {
    const map = await occlusion(summing, greyValues, 0, { patchSize, stride, fill: 0 });
    expect(map!.every((change) => change > 0)).toBe(true);
  });

  it('reports its progress, and stops on request', async () => {
    const reported: number[] = [];
    let isOver = false;
    const map = await occlusion(summing, greyValues, 0, {
      ...settings,
      onSample: (done) => {
        reported.push(done);
        isOver = reported.length === 2;
      },
      shouldStop: () => isOver,
    });
    expect(map).toBeUndefined();
    expect(reported).toEqual([4, 8]);
  });

  it.each([
    [{ patchSize: 0 }, /at least one pixel, not 0 and 2/],
    [{ stride: 4 }, /steps of 4 leaves gaps between squares of 3/],
  ])('rejects %j', async (change, sentence) => {
    await expect(occlusion(summing, greyValues, 0, { ...settings, ...change })).rejects.toThrow(
      sentence,
    );
  });
});
