import { beforeAll, describe, expect, it } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import type { Network } from '../network/network';
import { cosine } from '../testing/network-fixture';
import { saliencyFixture } from '../testing/saliency-fixture';
import { plainGradient } from './plain-gradient';
import { smoothGrad } from './smooth-grad';

const settings = { samples: 3, noiseLevel: 0.15, seed: 1 };

let network: Network;
let greyValues: Float32Array;
beforeAll(async () => ({ network, greyValues } = await saliencyFixture()));

describe('smoothGrad', () => {
  it('equals the plain gradient without noise: absolute, maximum over the channels', async () => {
    const saliency = await smoothGrad(network, greyValues, 0, {
      ...settings,
      noiseLevel: 0,
      samples: 2,
    });
    const gradient = await network.inputGradient(greyValues, 0);
    const [size, , channels] = network.inputShape;
    const largest = Float32Array.from({ length: size * size }, (_, pixel) =>
      Math.max(...gradient.slice(pixel * channels, (pixel + 1) * channels).map(Math.abs)),
    );
    expect(saliency).toHaveLength(size * size);
    expect(cosine(saliency!, largest)).toBeGreaterThan(0.999999);
    expect(cosine(await plainGradient(network, greyValues, 0), largest)).toBeGreaterThan(0.999999);
    expect(saliency!.every((value) => value >= 0)).toBe(true);
  });

  it('is reproducible with the same seed and differs with another', async () => {
    const first = await smoothGrad(network, greyValues, 0, settings);
    expect(await smoothGrad(network, greyValues, 0, settings)).toEqual(first);
    expect(await smoothGrad(network, greyValues, 0, { ...settings, seed: 2 })).not.toEqual(first);
  });

  it("adds noise in proportion to the range of the image's own grey values in the sector", async () => {
    const noiseOf = async (image: Float32Array) => {
      const seen: Float32Array[] = [];
      const watched: Network = {
        ...network,
        inputGradient: (batch) => {
          seen.push(batch.slice());
          return Promise.resolve(new Float32Array(batch.length));
        },
      };
      await smoothGrad(watched, image, 0, { ...settings, samples: 1 });
      const squares = seen[0].map((value, i) => (value - image[i]) ** 2);
      return Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length);
    };
    // Dark tissue of 0.2 to 0.5 in a sector that is half of the image.
    const dark = greyValues.map((value, i) => (i % 2 ? 0.2 + 0.3 * value : 0));
    expect((await noiseOf(dark)) / (settings.noiseLevel * 0.3)).toBeCloseTo(1, 1);
    expect((await noiseOf(dark.map((value) => 2 * value))) / (await noiseOf(dark))).toBeCloseTo(
      2,
      4,
    );
    expect(await noiseOf(new Float32Array(greyValues.length))).toBe(0);
  });

  it('is the same computed one sample or several at a time', async () => {
    const one = await smoothGrad(network, greyValues, 0, settings);
    const batches = { ...network, gradientBatchSize: 2 };
    expect(cosine((await smoothGrad(batches, greyValues, 0, settings))!, one!)).toBeGreaterThan(
      0.999999,
    );
  });

  it('stops between samples when a message says so', async () => {
    const done: number[] = [];
    let stop = false;
    setTimeout(() => (stop = true), 1);
    const saliency = await smoothGrad(network, greyValues, 0, {
      ...settings,
      samples: 1000,
      shouldStop: () => stop,
      onSample: (sample) => done.push(sample),
    });
    expect(saliency).toBeUndefined();
    expect(done.length).toBeGreaterThan(0);
    expect(done.length).toBeLessThan(1000);
  });

  it('leaks no tensor, finished or stopped', async () => {
    const before = tf.memory().numTensors;
    await smoothGrad(network, greyValues, 0, settings);
    await smoothGrad(network, greyValues, 0, { ...settings, shouldStop: () => true });
    expect(tf.memory().numTensors).toBe(before);
  });

  it.each([
    [{ samples: 0 }, /at least one sample, not 0/],
    [{ noiseLevel: -1 }, /noise level of at least 0, not -1/],
  ])('rejects %j', async (change, sentence) => {
    await expect(smoothGrad(network, greyValues, 0, { ...settings, ...change })).rejects.toThrow(
      sentence,
    );
  });

  it('rejects two images', async () => {
    const two = new Float32Array(2 * greyValues.length);
    await expect(smoothGrad(network, two, 0, settings)).rejects.toThrow(/one image.*not 2/);
  });
});
