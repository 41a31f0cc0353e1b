import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Network } from '../network/network';
import { saliencyFixture } from '../testing/saliency-fixture';
import { integratedGradients, integratedGradientsMap } from './integrated-gradients';

let network: Network;
let greyValues: Float32Array;
beforeAll(async () => ({ network, greyValues } = await saliencyFixture()));

const sumOf = (values: Float32Array) => values.reduce((sum, value) => sum + value, 0);

describe('integratedGradients', () => {
  // At the starts of the steps instead of their midpoints, the second would be 3 % off.
  it.each([
    [0.5, 16],
    [0.25, 4],
  ])('adds up to the difference of the logits from a baseline of %f', async (share, steps) => {
    const baseline = greyValues.map((grey) => share * grey);
    const attributions = await integratedGradients(network, greyValues, 1, { steps, baseline });
    const difference =
      (await network.forward(greyValues))[1] - (await network.forward(baseline))[1];
    expect(Math.abs(difference)).toBeGreaterThan(0.1);
    expect(sumOf(attributions!) / difference).toBeCloseTo(1, 2);
  });

  it('attributes nothing to grey values that equal the baseline', async () => {
    const baseline = greyValues.map((grey, i) => (i % 2 ? grey : 0));
    const attributions = await integratedGradients(network, greyValues, 0, { steps: 2, baseline });
    expect(attributions!.every((value, i) => i % 2 === 0 || value === 0)).toBe(true);
    expect(attributions!.some((value) => value !== 0)).toBe(true);
  });

  it('becomes a map of the largest attribution over the channels', async () => {
    const attributions = await integratedGradients(network, greyValues, 0, { steps: 2 });
    const map = await integratedGradientsMap(network, greyValues, 0, { steps: 2 });
    const [, , channels] = network.inputShape;
    expect(map).toHaveLength(greyValues.length / channels);
    expect(map![7]).toBe(
      Math.max(...attributions!.slice(7 * channels, 8 * channels).map(Math.abs)),
    );
  });

  it('stops on request', async () => {
    const stopped = { steps: 5, shouldStop: () => true };
    expect(await integratedGradientsMap(network, greyValues, 0, stopped)).toBeUndefined();
  });

  it.each([
    [{ steps: 0 }, /at least one sample, not 0/],
    [{ steps: 2, baseline: new Float32Array(3) }, /baseline of 11250 grey values, not 3/],
  ])('rejects %j', async (settings, sentence) => {
    await expect(integratedGradients(network, greyValues, 0, settings)).rejects.toThrow(sentence);
  });
});
