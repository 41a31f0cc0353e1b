import { describe, expect, it } from '@jest/globals';
import type { Network } from '../network/network';
import { uniformNumbers } from '../random/numbers';
import { computeSaliency } from './compute-saliency';
import { integratedGradientsMap } from './integrated-gradients';
import { saliencyDefaults } from './methods';
import { plainGradient } from './plain-gradient';
import { smoothGrad } from './smooth-grad';

const size = 24;
const greyValues = Float32Array.from({ length: size * size }, uniformNumbers(4));

/** Its first logit is minus the first grey value, its second half the sum of all squares. */
const network: Network = {
  inputShape: [size, size, 1],
  outputs: 2,
  outputShape: [1, 1, 2],
  batchSize: 4,
  gradientBatchSize: 3,
  forward: (images) => {
    const count = images.length / greyValues.length;
    const logits = Array.from({ length: count }, (_, i) => {
      const image = images.subarray(i * greyValues.length, (i + 1) * greyValues.length);
      return [-image[0], 0.5 * image.reduce((sum, grey) => sum + grey ** 2, 0)];
    });
    return Promise.resolve(Float32Array.from(logits.flat()));
  },
  inputGradient: (images) => Promise.resolve(images.slice()),
  dispose: () => {},
};

describe('computeSaliency', () => {
  it('computes by the named method, with one set of defaults', async () => {
    expect(await computeSaliency('gradient', network, greyValues, 1)).toEqual(
      await plainGradient(network, greyValues, 1),
    );
    expect(await computeSaliency('smoothGrad', network, greyValues, 1)).toEqual(
      await smoothGrad(network, greyValues, 1, saliencyDefaults),
    );
    expect(await computeSaliency('integratedGradients', network, greyValues, 1)).toEqual(
      await integratedGradientsMap(network, greyValues, 1, { steps: saliencyDefaults.samples }),
    );
  });

  it('takes other settings instead of the defaults', async () => {
    const settings = { samples: 2, noiseLevel: 0.2, seed: 5 };
    expect(await computeSaliency('smoothGrad', network, greyValues, 0, settings)).toEqual(
      await smoothGrad(network, greyValues, 0, settings),
    );
  });

  it('shows by occlusion how much the logit changes, in either direction', async () => {
    const map = await computeSaliency('occlusion', network, greyValues, 0);
    expect(map).toHaveLength(size * size);
    expect(map![0]).toBeCloseTo(greyValues[0], 6);
    expect(map!.at(-1)).toBe(0);
  });

  it('returns undefined once it is stopped', async () => {
    const stopped = { shouldStop: () => true };
    expect(await computeSaliency('occlusion', network, greyValues, 0, stopped)).toBeUndefined();
  });
});
