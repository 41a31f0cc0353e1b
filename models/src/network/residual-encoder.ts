/**
 * A network for numbers: the encoder of residual-levels.ts, global averages of its two deepest levels
 * and a hidden layer. It has the encoder's names of the residual U-Net, whose weights it can begin
 * with.
 */
import * as v from 'valibot';
import type { GraphNode, NetworkGraph } from './graph';
import { GraphBuilder } from './graph-builder';
import {
  decoderLevels,
  encoderLevels,
  levelParameters,
  refuseImpossibleLevels,
} from './residual-levels';
import { positiveInteger } from './shared-parameters';

/** Parameters as they are written into a model's manifest. */
export const residualEncoderSchema = v.object({
  name: v.literal('residual-encoder'),
  ...levelParameters,
  hiddenUnits: positiveInteger,
});

export type ResidualEncoder = Readonly<v.InferOutput<typeof residualEncoderSchema>>;

/** Levels that are averaged, the deepest ones. */
const pooledLevels = 2;

/** Probability that an averaged feature, and then a hidden unit, is kept in training. */
const keep = { pooled: 0.7, hidden: 0.8 };

/** Node with the maps of structures in {@link residualEncoderWithStructures}. */
export const structureMapsNode = 'structures';

/** @throws Error when a parameter is out of its range. */
export function residualEncoder(architecture: ResidualEncoder): NetworkGraph {
  const graph = new GraphBuilder();
  appendHead(graph, encoder(graph, architecture), architecture);
  return graph.build();
}

/**
 * The same network with a decoder beside the averages, for training: what the decoder learns of the
 * structures, the encoder sees. Its node {@link structureMapsNode} has logits of each class at half the
 * input's height and width; the numbers are the last node.
 *
 * @param classes number of structures with the background
 * @throws Error when a parameter is out of its range.
 */
export function residualEncoderWithStructures(
  architecture: ResidualEncoder,
  classes: number,
): NetworkGraph {
  const graph = new GraphBuilder();
  const levels = encoder(graph, architecture);
  const maps = { filters: classes, kernel: 1, linear: true };
  graph.conv(structureMapsNode, decoderLevels(graph, levels), maps);
  appendHead(graph, levels, architecture);
  return graph.build();
}

function encoder(graph: GraphBuilder, architecture: ResidualEncoder): GraphNode[] {
  const { hiddenUnits } = architecture;
  refuseImpossibleLevels('A residual encoder', architecture, { hiddenUnits });
  return encoderLevels(graph, architecture);
}

function appendHead(
  graph: GraphBuilder,
  levels: readonly GraphNode[],
  { hiddenUnits, outputs }: ResidualEncoder,
): void {
  const averages = levels
    .slice(-pooledLevels)
    .map((features) => graph.globalAveragePool(`${features.name}_average`, features));
  const pooled = averages.length > 1 ? graph.concat('pooled', averages) : averages[0]; // 1 x 1 x 224
  const hidden = graph.conv('hidden', graph.dropout('pooled_dropout', pooled, keep.pooled), {
    filters: hiddenUnits,
    kernel: 1,
    batchNorm: false,
  });
  graph.dense('logits', graph.dropout('hidden_dropout', hidden, keep.hidden), outputs);
}
