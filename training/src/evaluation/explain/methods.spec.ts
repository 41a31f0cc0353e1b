import { describe, expect, it } from '@jest/globals';
import { computeSaliency, saliencyDefaults, type Network } from '@echonet/models';
import { explain } from './methods';

const size = 4;

/** Its gradient is the image itself, noise included. */
const network: Network = {
  inputShape: [size, size, 1],
  outputs: 1,
  outputShape: [1, 1, 1],
  batchSize: 1,
  gradientBatchSize: 1,
  forward: () => Promise.resolve(Float32Array.of(0)),
  inputGradient: (greyValues) => Promise.resolve(greyValues),
  dispose: () => undefined,
};
const greyValues = Float32Array.from({ length: size ** 2 }, (_, i) => i / size ** 2);
const everywhere = new Uint8Array(size ** 2).fill(1);

describe('explain', () => {
  it('computes maps as the viewer does', async () => {
    expect(await explain('smoothGrad', network, greyValues, everywhere, 0)).toEqual(
      await computeSaliency('smoothGrad', network, greyValues, 0, saliencyDefaults),
    );
  });

  it('is 0 outside the sector', async () => {
    const mask = everywhere.map((_, pixel) => pixel % 2);
    const map = await explain('gradient', network, greyValues, mask, 0);
    expect([...map]).toEqual([...greyValues].map((grey, pixel) => (pixel % 2 ? grey : 0)));
  });
});
