/**
 * A network for numbers: the encoder of residual-levels.ts, global averages of its two deepest levels
 * and a hidden layer. It can read maps of structures as well, which its decoder draws. Encoder and decoder
 * have the names of the residual U-Net, whose weights they can begin with.
 */
import * as v from 'valibot';
import type { GraphNode, NetworkGraph } from './graph';
import { GraphBuilder } from './graph-builder';
import {
  decoderLevels,
  encoderLevel,
  encoderLevels,
  levelParameters,
  levels,
  refuseImpossibleCounts,
  refuseImpossibleLevels,
} from './residual-levels';
import { positiveInteger } from './shared-parameters';

/** Parameters as they are written into a model's manifest. */
export const residualEncoderSchema = v.object({
  name: v.literal('residual-encoder'),
  ...levelParameters,
  hiddenUnits: positiveInteger,
  /** A decoder whose maps are read as well, by an encoder of their own. */
  structures: v.optional(
    v.object({
      /** With the background. */
      classes: positiveInteger,
      ...levels,
    }),
  ),
});

export type ResidualEncoder = Readonly<v.InferOutput<typeof residualEncoderSchema>>;

/** Levels that are averaged, the deepest ones. */
const pooledLevels = 2;

/** Probability that an averaged feature, and then a hidden unit, is kept in training. */
const keep = { pooled: 0.7, hidden: 0.8 };

/** Node with the logits of each structure, of half the input's height and width. */
export const structureMapsNode = 'structures';

/** @throws Error when a parameter is out of its range. */
export function residualEncoder(architecture: ResidualEncoder): NetworkGraph {
  const graph = new GraphBuilder();
  const features = encoder(graph, architecture);
  const { structures } = architecture;
  const averaged = features.slice(-pooledLevels);
  if (structures) {
    averaged.push(structureFeatures(graph, features, structures));
  }
  appendHead(graph, averaged, architecture);
  return graph.build();
}

/**
 * The same network with a decoder beside the averages, for training: what the decoder learns of the
 * structures, the encoder sees. It has the node {@link structureMapsNode}; the numbers are the last node.
 *
 * @param classes number of structures with the background
 * @throws Error when a parameter is out of its range.
 */
export function residualEncoderWithStructures(
  architecture: ResidualEncoder,
  classes: number,
): NetworkGraph {
  const graph = new GraphBuilder();
  const features = encoder(graph, architecture);
  structureMaps(graph, decoderLevels(graph, features), classes);
  appendHead(graph, features.slice(-pooledLevels), architecture);
  return graph.build();
}

/** Appends the decoder and the levels that read its maps. @returns features of the deepest, 6 x 6 x 128 */
function structureFeatures(
  graph: GraphBuilder,
  features: readonly GraphNode[],
  { classes, levelChannels, levelBlocks }: NonNullable<ResidualEncoder['structures']>,
): GraphNode {
  const decoded = decoderLevels(graph, features); //                            96 x 96 x 16
  const maps = structureMaps(graph, decoded, classes); //                       96 x 96 x 4
  const projected = graph.conv('structures_projection', maps, {
    filters: decoded.shape[2],
    kernel: 1,
    linear: true,
    batchNorm: true,
  });
  let x = graph.residual('decoded_structures', decoded, projected, 1);
  levelChannels.forEach((filters, i) => {
    const settings = { filters, kernel: 3, blocks: levelBlocks[i] };
    x = encoderLevel(graph, `structure_encoder${i + 1}`, x, settings); //   48 x 48 x 32 to 6 x 6 x 128
  });
  return x;
}

function structureMaps(graph: GraphBuilder, decoded: GraphNode, classes: number): GraphNode {
  return graph.conv(structureMapsNode, decoded, { filters: classes, kernel: 1, linear: true });
}

function encoder(graph: GraphBuilder, architecture: ResidualEncoder): GraphNode[] {
  const { hiddenUnits, structures } = architecture;
  refuseImpossibleLevels('A residual encoder', architecture, { hiddenUnits });
  if (structures) {
    refuseImpossibleCounts('The encoder of structures', structures, {
      classes: structures.classes,
    });
  }
  return encoderLevels(graph, architecture);
}

function appendHead(
  graph: GraphBuilder,
  averaged: readonly GraphNode[],
  { hiddenUnits, outputs }: ResidualEncoder,
): void {
  const averages = averaged.map((features) =>
    graph.globalAveragePool(`${features.name}_average`, features),
  );
  const pooled = averages.length > 1 ? graph.concat('pooled', averages) : averages[0]; // 1 x 1 x 224, or 352
  const hidden = graph.conv('hidden', graph.dropout('pooled_dropout', pooled, keep.pooled), {
    filters: hiddenUnits,
    kernel: 1,
    batchNorm: false,
  });
  graph.dense('logits', graph.dropout('hidden_dropout', hidden, keep.hidden), outputs);
}
