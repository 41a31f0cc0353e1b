import { describe, expect, it } from '@jest/globals';
import { randomWeights } from '../testing/random-weights';
import { foldWeights } from './folding';
import type { GraphNode, NetworkGraph } from './graph';
import { GraphBuilder } from './graph-builder';

const fold = (graph: NetworkGraph, mean = 0) =>
  foldWeights(graph, randomWeights(graph, 1), { mean, std: 1 });

/** A residual sum whose branch is what `branch` makes of features of 4 x 4 x 2. */
function graphWithBranch(
  scale: number,
  branch: (builder: GraphBuilder, from: GraphNode) => GraphNode,
): NetworkGraph {
  const builder = new GraphBuilder();
  const x = builder.conv('first', builder.input([4, 4, 1]), { filters: 2, kernel: 3 });
  builder.residual('block', x, branch(builder, x), scale);
  return builder.build();
}

const upsampledBranch = (builder: GraphBuilder, from: GraphNode) =>
  builder.upsample(
    'up',
    builder.conv('half', from, { filters: 2, kernel: 1, stride: 2, linear: true }),
  );

describe('foldWeights', () => {
  it('accepts the sum with an upsampling, which has no weights', () => {
    const folded = fold(graphWithBranch(1, upsampledBranch));
    expect([...folded.keys()]).toEqual(['first', 'half']);
  });

  it.each([
    ['a scaled upsampling', graphWithBranch(0.5, upsampledBranch)],
    [
      'an upsampling that something else reads',
      graphWithBranch(1, (builder, from) => {
        const up = upsampledBranch(builder, from);
        builder.conv('other', up, { filters: 1, kernel: 1 });
        return up;
      }),
    ],
    [
      'a convolution with an activation',
      graphWithBranch(1, (builder, from) => builder.conv('relu', from, { filters: 2, kernel: 1 })),
    ],
  ])('rejects the sum with %s', (_what, graph) => {
    expect(() => fold(graph)).toThrow(
      'block_residual must add the output of a linear convolution of its own, or of an unscaled ' +
        'upsampling of its own.',
    );
  });

  it('rejects a convolution that pads images whose mean is not 0', () => {
    const graph = graphWithBranch(1, upsampledBranch);
    expect(() => fold(graph, 0.2)).toThrow(
      'first pads the images with zeros, which needs a mean grey value of 0, not 0.2.',
    );
  });
});
