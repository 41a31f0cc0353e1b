import { describe, expect, it } from '@jest/globals';
import type { WindowAxis, WindowConv, WindowGraph, WindowShape } from '@echonet/models';
import { uniformNumbers } from '@echonet/models/random';
import { nodeWindowEngine } from '../node/node-engine';

const axis = (kernel: number, stride: number, pad: number, dilation = 1): WindowAxis => ({
  ...{ kernel, stride, dilation },
  ...{ padBefore: pad, padAfter: pad },
});

const numbers = (length: number, seed: number) => {
  const next = uniformNumbers(seed);
  return Float32Array.from({ length }, () => next() - 0.5);
};
const lengthOf = (shape: readonly number[]) => shape.reduce((product, side) => product * side, 1);

/** By the definition, number by number: [frames, rows, columns, filters]. */
function convolved(
  values: Float32Array,
  [frames, height, width, channels]: WindowShape,
  { axes, shape }: Pick<WindowConv, 'axes' | 'shape'>,
  kernel: Float32Array,
): Float32Array {
  const at = (frame: number, row: number, column: number, channel: number) =>
    frame < 0 || row < 0 || column < 0 || frame >= frames || row >= height || column >= width
      ? 0
      : values[((frame * height + row) * width + column) * channels + channel];
  const [along, down, across] = axes;
  const taps = along.kernel * down.kernel * across.kernel;
  return new Float32Array(lengthOf(shape)).map((_, i) => {
    const filter = i % shape[3];
    const column = Math.floor(i / shape[3]) % shape[2];
    const row = Math.floor(i / shape[3] / shape[2]) % shape[1];
    const frame = Math.floor(i / shape[3] / shape[2] / shape[1]);
    let sum = 0;
    for (let tap = 0; tap < taps; tap++) {
      const t = Math.floor(tap / across.kernel / down.kernel);
      const y = Math.floor(tap / across.kernel) % down.kernel;
      const x = tap % across.kernel;
      for (let channel = 0; channel < channels; channel++) {
        sum +=
          kernel[(filter * channels + channel) * taps + tap] *
          at(
            frame * along.stride - along.padBefore + t * along.dilation,
            row * down.stride - down.padBefore + y * down.dilation,
            column * across.stride - across.padBefore + x * across.dilation,
            channel,
          );
      }
    }
    return sum;
  });
}

const largest = (some: Float32Array, others: Float32Array) =>
  some.reduce((most, value, i) => Math.max(most, Math.abs(value - others[i])), 0);

describe('the engine on windows of frames', () => {
  it.each<[string, WindowShape, WindowConv['axes'], WindowShape]>([
    ['space', [3, 9, 8, 3], [axis(1, 1, 0), axis(3, 2, 1), axis(3, 2, 1)], [3, 5, 4, 5]],
    [
      'space, by Winograd',
      [3, 15, 10, 9],
      [axis(1, 1, 0), axis(3, 1, 1), axis(3, 1, 1)],
      [3, 15, 10, 11],
    ],
    ['time', [6, 5, 4, 7], [axis(3, 2, 1), axis(1, 1, 0), axis(1, 1, 0)], [3, 5, 4, 9]],
    [
      'both, dilated',
      [5, 9, 9, 2],
      [axis(2, 1, 1, 2), axis(3, 1, 2, 2), axis(2, 1, 0)],
      [5, 9, 8, 6],
    ],
  ])('convolves over %s, then again with a sum, on any number of threads', async (...given) => {
    const [, shape, axes, convShape] = given;
    const same: WindowConv['axes'] = [axis(3, 1, 1), axis(3, 1, 1), axis(3, 1, 1)];
    const graph: WindowGraph = {
      input: { name: 'x', shape },
      operations: [
        { kind: 'conv', name: 'a', input: 'x', shape: convShape, axes, relu: true },
        {
          kind: 'conv',
          name: 'b',
          input: 'a',
          shape: convShape,
          axes: same,
          addend: 'a',
          relu: false,
        },
      ],
    };
    const taps = axes.reduce((product, { kernel }) => product * kernel, 1);
    const filters = convShape[3];
    const kernels = {
      a: numbers(filters * shape[3] * taps, 1),
      b: numbers(filters * filters * 27, 2),
    };
    const bias = numbers(filters, 3);
    const values = numbers(lengthOf(shape), 4);
    const first = convolved(values, shape, { axes, shape: convShape }, kernels.a).map((sum, i) =>
      Math.max(0, sum + bias[i % filters]),
    );
    const expected = convolved(first, convShape, { axes: same, shape: convShape }, kernels.b).map(
      (sum, i) => sum + bias[i % filters] + first[i],
    );
    for (const threads of [1, 3]) {
      const createNetwork = await nodeWindowEngine({ threads });
      const network = await createNetwork(graph, (name) => ({
        kernel: kernels[name as 'a' | 'b'],
        bias,
      }));
      // Memory is used again: the second run must not see what the first one left.
      await network.run(values.map((value) => value * 7));
      expect(largest(await network.run(values), expected)).toBeLessThan(1e-4);
      network.dispose();
    }
  });

  it('refuses windows of another size, and weights that do not fit', async () => {
    const axes: WindowConv['axes'] = [axis(1, 1, 0), axis(1, 1, 0), axis(1, 1, 0)];
    const graph: WindowGraph = {
      input: { name: 'x', shape: [2, 2, 2, 1] },
      operations: [
        { kind: 'conv', name: 'only', input: 'x', shape: [2, 2, 2, 1], axes, relu: false },
      ],
    };
    const createNetwork = await nodeWindowEngine({ threads: 1 });
    const network = await createNetwork(graph, () => ({
      kernel: Float32Array.of(2),
      bias: Float32Array.of(1),
    }));
    await expect(network.run(new Float32Array(7))).rejects.toThrow(/windows of 2x2x2x1/);
    network.dispose();
    await expect(
      createNetwork(graph, () => ({ kernel: new Float32Array(2), bias: new Float32Array(1) })),
    ).rejects.toThrow('only has 2 weights and 1 biases, not 1 and 1');
  });
});
