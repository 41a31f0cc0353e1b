import * as tf from '@tensorflow/tfjs-core';
import {
  createTensorNetwork,
  decodeWeights,
  buildGraph,
  type Architecture,
  type Network,
  type NetworkWeights,
  type Standardisation,
} from '@echonet/models';
import { encodeWeights, type WeightType } from '../../learning/network/encode-weights';
import { TrainableNetwork } from '../../learning/network/trainable-network';
import type { RunFolder } from '../../learning/run-folder';
import { bestWeightsFileName, readCheckpoint } from '../../learning/train/checkpoint';

export interface TrainedNetwork {
  readonly architecture: Architecture;
  readonly config: { readonly seed: number };
}

/** The weights with the lowest validation loss, rounded to the exported type. */
export async function readRoundedWeights(
  run: RunFolder,
  record: TrainedNetwork,
  type: WeightType,
): Promise<{ weights: NetworkWeights; epoch: number }> {
  const { weights, epoch } = await readBestWeights(run, record);
  const { specs, data } = await encodeWeights(weights, type);
  tf.dispose([...weights.values()]);
  return { weights: decodeWeights({ paths: [], weights: specs }, data), epoch };
}

/** The network with the weights of {@link readRoundedWeights}; the caller disposes it. */
export async function openNetwork(
  run: RunFolder,
  record: TrainedNetwork,
  type: WeightType,
  standardisation?: Standardisation,
): Promise<{ network: Network; epoch: number }> {
  const { weights, epoch } = await readRoundedWeights(run, record, type);
  const graph = buildGraph(record.architecture);
  return { network: await createTensorNetwork(graph, weights, standardisation), epoch };
}

/**
 * The weights with the lowest validation loss by name, and their epoch from 1; the caller disposes
 * them.
 */
export async function readBestWeights(
  run: RunFolder,
  record: TrainedNetwork,
): Promise<{ weights: Map<string, tf.Tensor>; epoch: number }> {
  const graph = buildGraph(record.architecture);
  const network = new TrainableNetwork(graph, record.config.seed);
  const variables = [...network.trainable, ...network.statistics];
  const { epoch } = await readCheckpoint(run.file(bestWeightsFileName), variables);
  return { weights: new Map(network.weights), epoch };
}
