import { describe, expect, it } from '@jest/globals';
import * as v from 'valibot';
import {
  architectureSchema,
  architectureTitle,
  buildGraph,
  type Architecture,
} from './architecture';
import { smallestInputSize } from './inception-resnet-v1';

const architecture = {
  name: 'inception-resnet-v1',
  inputSize: smallestInputSize,
  channels: 1,
  width: 0.25,
  outputs: 12,
} as const;

const segmentation = {
  name: 'residual-unet',
  inputSize: 32,
  channels: 1,
  outputs: 4,
  levelChannels: [8, 16],
  levelBlocks: [1, 0],
} satisfies Architecture;

const numbers = {
  ...{ name: 'residual-encoder', inputSize: 32, channels: 1, outputs: 2 },
  ...{ levelChannels: [8, 16], levelBlocks: [1, 0], hiddenUnits: 4 },
} satisfies Architecture;

describe('an architecture', () => {
  it('becomes a graph with its input and as many logits as it says', () => {
    const { nodes } = buildGraph(architecture);
    expect(nodes[0].shape).toEqual([smallestInputSize, smallestInputSize, 1]);
    expect(nodes.at(-1)?.shape).toEqual([1, 1, 12]);
  });

  it('becomes a graph with a map of logits for segmentation', () => {
    expect(buildGraph(segmentation).nodes.at(-1)?.shape).toEqual([16, 16, 4]);
  });

  it('has a title for reports', () => {
    expect(architectureTitle(architecture)).toBe('Inception-ResNet-v1 of width 0.25');
    expect(architectureTitle(segmentation)).toBe('Residual U-Net of 8-16 channels');
    expect(architectureTitle(numbers)).toBe('Residual encoder of 8-16 channels');
  });

  it('is valid with the parameters of its name', () => {
    for (const valid of [architecture, segmentation, numbers]) {
      expect(v.parse(architectureSchema, valid)).toEqual(valid);
    }
    const mixed = { ...architecture, name: 'residual-unet' };
    expect(v.is(architectureSchema, mixed)).toBe(false);
  });

  it('is rejected when its name is unknown', () => {
    const unknown = v.safeParse(architectureSchema, { ...architecture, name: 'vgg' });
    expect(unknown.issues?.map((issue) => v.getDotPath(issue))).toEqual(['name']);
  });
});
