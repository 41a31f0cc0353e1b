import { beforeAll, describe, expect, it } from '@jest/globals';
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
// Registers the gradients that tf.grad needs, which tfjs-core's build for Node leaves out.
import '@tensorflow/tfjs-layers';
import fc from 'fast-check';
import { normalNumbers } from '../random/numbers';
import { convInputGradient, gradientKernels } from './conv-gradient';
import type { ConvGeometry } from './conv-gradient';
import { largestDifference } from '../testing/network-fixture';

beforeAll(() => tf.setBackend('cpu'));

function randomTensor(seed: number, shape: [number, number, number, number]): tf.Tensor4D {
  const size = shape.reduce((product, length) => product * length, 1);
  return tf.tensor4d(Float32Array.from({ length: size }, normalNumbers(seed)), shape);
}

const convolution = fc
  .record({
    height: fc.integer({ min: 1, max: 11 }),
    width: fc.integer({ min: 1, max: 11 }),
    kernelSize: fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 })),
    stride: fc.integer({ min: 1, max: 3 }),
    padding: fc.constantFrom('same' as const, 'valid' as const),
    channels: fc.integer({ min: 1, max: 3 }),
    filters: fc.integer({ min: 1, max: 3 }),
    batch: fc.integer({ min: 1, max: 2 }),
    seed: fc.integer(),
  })
  .filter(
    ({ height, width, kernelSize, padding }) =>
      padding === 'same' || (height >= kernelSize[0] && width >= kernelSize[1]),
  );

describe('convInputGradient', () => {
  it('is the gradient of the convolution for any size, kernel, stride and padding', () => {
    fc.assert(
      fc.property(convolution, (c) => {
        tf.tidy(() => {
          const x = randomTensor(c.seed, [c.batch, c.height, c.width, c.channels]);
          const kernel = randomTensor(c.seed + 1, [...c.kernelSize, c.channels, c.filters]);
          const y = tf.conv2d(x, kernel, c.stride, c.padding);
          const gradient = randomTensor(c.seed + 2, y.shape);
          const expected = tf.grad((input) =>
            tf.conv2d(input as tf.Tensor4D, kernel, c.stride, c.padding),
          )(x, gradient);
          const geometry: ConvGeometry = {
            inputShape: [c.height, c.width, c.channels],
            outputShape: [y.shape[1], y.shape[2], c.filters],
            kernelSize: c.kernelSize,
            stride: c.stride,
            padding: c.padding,
          };
          const actual = convInputGradient(gradient, gradientKernels(kernel, geometry), geometry);
          expect(actual.shape).toEqual(x.shape);
          expect(largestDifference(actual.dataSync(), expected.dataSync())).toBeLessThan(1e-4);
        });
      }),
      { numRuns: 300 },
    );
  });
});
