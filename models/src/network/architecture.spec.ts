import { describe, expect, it } from '@jest/globals';
import * as v from 'valibot';
import { architectureSchema, architectureTitle, buildGraph } from './architecture';
import { smallestInputSize } from './inception-resnet-v1';

const architecture = {
  name: 'inception-resnet-v1',
  inputSize: smallestInputSize,
  channels: 1,
  width: 0.25,
  outputs: 12,
} as const;

describe('an architecture', () => {
  it('becomes a graph with its input and as many logits as it says', () => {
    const { nodes } = buildGraph(architecture);
    expect(nodes[0].shape).toEqual([smallestInputSize, smallestInputSize, 1]);
    expect(nodes.at(-1)?.shape).toEqual([1, 1, 12]);
  });

  it('has a title for people', () => {
    expect(architectureTitle(architecture)).toBe('Inception-ResNet-v1 of width 0.25');
  });

  it('is refused from a manifest by the name that is not known', () => {
    const unknown = v.safeParse(architectureSchema, { ...architecture, name: 'vgg' });
    expect(unknown.issues?.map((issue) => v.getDotPath(issue))).toEqual(['name']);
  });
});
