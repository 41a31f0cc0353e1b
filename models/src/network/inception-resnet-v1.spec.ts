import { describe, expect, it } from '@jest/globals';
import { multiplyAccumulates, parameterCount, weightShapes } from './graph';
import {
  inceptionResNetV1,
  smallestInputSize,
  type InceptionResNetV1,
} from './inception-resnet-v1';

const published: InceptionResNetV1 = {
  name: 'inception-resnet-v1',
  inputSize: 299,
  channels: 3,
  width: 1,
  outputs: 1,
};

const shapeOf = (architecture: InceptionResNetV1, name: string) =>
  inceptionResNetV1(architecture).nodes.find((node) => node.name === name)?.shape;

describe('inceptionResNetV1', () => {
  it('costs 6.2 billion multiply-accumulates an image as published', () => {
    const billions = multiplyAccumulates(inceptionResNetV1(published)) / 1e9;
    expect(Math.abs(billions / 6.2 - 1)).toBeLessThan(0.01);
  });

  it('has 21.0 million parameters as published', () => {
    const millions = parameterCount(inceptionResNetV1(published)) / 1e6;
    expect(Math.abs(millions / 21.0 - 1)).toBeLessThan(0.01);
  });

  it.each([
    ['stem_conv1', [149, 149, 32]],
    ['stem_conv2', [147, 147, 32]],
    ['stem_conv3', [147, 147, 64]],
    ['stem_pool', [73, 73, 64]],
    ['stem_conv4', [73, 73, 80]],
    ['stem_conv5', [71, 71, 192]],
    ['stem_conv6', [35, 35, 256]],
    ['inception_a5_concat', [35, 35, 96]],
    ['inception_a5_relu', [35, 35, 256]],
    ['reduction_a', [17, 17, 896]],
    ['inception_b10_concat', [17, 17, 256]],
    ['inception_b10_relu', [17, 17, 896]],
    ['reduction_b', [8, 8, 1792]],
    ['inception_c5_concat', [8, 8, 384]],
    ['inception_c5_relu', [8, 8, 1792]],
    ['average_pool', [1, 1, 1792]],
    ['logits', [1, 1, 1]],
  ])('has the features of the paper after %s', (name, shape) => {
    expect(shapeOf(published, name)).toEqual(shape);
  });

  it('has 5 blocks A, 10 blocks B and 5 blocks C, scaled by 0.17, 0.10 and 0.20', () => {
    const scales = inceptionResNetV1(published).nodes.flatMap((node) =>
      node.kind === 'residual' ? [node.scale] : [],
    );
    const times = (count: number, scale: number) => new Array<number>(count).fill(scale);
    expect(scales).toEqual([...times(5, 0.17), ...times(10, 0.1), ...times(5, 0.2)]);
  });

  it('names every node and every weight once, each node after its inputs', () => {
    const graph = inceptionResNetV1(published);
    const weights = weightShapes(graph).map(({ name }) => name);
    expect(new Set(weights).size).toBe(weights.length);
    const seen = new Set<string>();
    for (const { name, inputs } of graph.nodes) {
      for (const input of inputs) expect(seen).toContain(input);
      expect(seen).not.toContain(name);
      seen.add(name);
    }
  });

  it('multiplies every number of filters by the width, in eights', () => {
    const quarter = { ...published, width: 0.25 };
    expect(shapeOf(quarter, 'stem_conv1')).toEqual([149, 149, 8]);
    expect(shapeOf(quarter, 'stem_conv4')).toEqual([73, 73, 24]);
    expect(shapeOf(quarter, 'reduction_b')).toEqual([8, 8, 448]);
    expect(shapeOf({ ...published, width: 0.01 }, 'inception_c5_concat')).toEqual([8, 8, 16]);
  });

  it('reads images from the smallest size on', () => {
    const smallest = { ...published, inputSize: smallestInputSize };
    expect(shapeOf(smallest, 'reduction_b')).toEqual([1, 1, 1792]);
  });

  it.each([
    [{ inputSize: smallestInputSize - 1 }, /74x74 pixels are too small.*at least 75/],
    [{ inputSize: 112.5 }, /whole number of at least 1 as inputSize, not 112.5/],
    [{ channels: 0 }, /as channels, not 0/],
    [{ outputs: -1 }, /as outputs, not -1/],
    [{ width: 0 }, /width above 0/],
    [{ width: Number.NaN }, /width above 0/],
  ])('refuses %j in a sentence', (change, sentence) => {
    expect(() => inceptionResNetV1({ ...published, ...change })).toThrow(sentence);
  });
});
