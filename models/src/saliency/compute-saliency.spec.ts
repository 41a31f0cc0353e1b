import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Network } from '../network/network';
import { saliencyFixture } from '../testing/saliency-fixture';
import { computeSaliency } from './compute-saliency';
import { integratedGradientsMap } from './integrated-gradients';
import { saliencyDefaults } from './methods';
import { plainGradient } from './plain-gradient';
import { smoothGrad } from './smooth-grad';

let network: Network;
let greyValues: Float32Array;
beforeAll(async () => ({ network, greyValues } = await saliencyFixture()));

describe('computeSaliency', () => {
  it('computes by the method that is named, with one set of defaults', async () => {
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

  it('shows by occlusion how much the logit changes, whichever way', async () => {
    const [size] = network.inputShape;
    const dark: Network = {
      ...network,
      forward: (images) => {
        const count = images.length / greyValues.length;
        return Promise.resolve(
          Float32Array.from(
            { length: count * 2 },
            (_, i) => -images[Math.floor(i / 2) * greyValues.length],
          ),
        );
      },
    };
    const map = await computeSaliency('occlusion', dark, greyValues, 0);
    expect(map).toHaveLength(size * size);
    expect(map![0]).toBeCloseTo(greyValues[0], 6);
    expect(map!.at(-1)).toBe(0);
  });

  it('returns nothing once it is stopped', async () => {
    const stopped = { shouldStop: () => true };
    expect(await computeSaliency('occlusion', network, greyValues, 0, stopped)).toBeUndefined();
  });
});
