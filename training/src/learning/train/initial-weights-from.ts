import { existsSync } from 'node:fs';
import path from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import {
  createTensorNetwork,
  buildGraph,
  loadModel,
  manifestFileName,
  type NetworkWeights,
} from '@echonet/models';
import { UserError } from '@echonet/command-line';
import { TrainableNetwork } from '../network/trainable-network';
import { modelFolderReader } from '../read-model-folder';
import { RunFolder } from '../run-folder';
import { bestWeightsFileName, readCheckpoint } from './checkpoint';
import type { TrainingRun } from './config';

/** The last layer depends on the tasks and is not transferred. */
const lastLayer = /^logits\//;

/**
 * Transfer learning: copies every weight of the same name and shape except the last layer's.
 *
 * @param source folder of a run or of an exported model
 * @returns numbers of copied and of all parameters
 * @throws {UserError} when the folder holds neither, or fewer than half of the parameters match
 */
export async function initialiseFrom(
  source: string,
  network: TrainableNetwork,
): Promise<{ copied: number; all: number }> {
  const known = await readSourceWeights(source);
  let copied = 0;
  let all = 0;
  for (const [name, variable] of network.weights) {
    all += variable.size;
    const found = known.get(name);
    if (lastLayer.test(name) || String(found?.shape) !== String(variable.shape)) {
      continue;
    }
    tf.tidy(() => variable.assign(tf.tensor(found!.values, variable.shape)));
    copied += variable.size;
  }
  if (copied < all / 2) {
    throw new UserError(
      `${source} shares only ${copied} of ${all} weights with the network to be trained; it must have the same --width and channels.`,
    );
  }
  return { copied, all };
}

async function readSourceWeights(source: string): Promise<NetworkWeights> {
  if (existsSync(path.join(source, 'run.json'))) {
    return weightsOfRun(RunFolder.open(source));
  }
  if (existsSync(path.join(source, manifestFileName))) {
    return weightsOfModel(source);
  }
  throw new UserError(
    `${source} holds neither a run (run.json) nor a model (${manifestFileName}) to start from.`,
  );
}

async function weightsOfRun(run: RunFolder): Promise<NetworkWeights> {
  const record = run.readJson<TrainingRun>('run.json');
  const network = new TrainableNetwork(buildGraph(record.architecture), 0);
  await readCheckpoint(run.file(bestWeightsFileName), [
    ...network.trainable,
    ...network.statistics,
  ]);
  const weights = new Map(
    await Promise.all(
      [...network.weights].map(
        async ([name, variable]) =>
          [
            name,
            { shape: variable.shape, values: (await variable.data<'float32'>()).slice() },
          ] as const,
      ),
    ),
  );
  network.dispose();
  return weights;
}

async function weightsOfModel(folder: string): Promise<NetworkWeights> {
  let weights: NetworkWeights = new Map();
  const model = await loadModel(modelFolderReader(folder), {
    createNetwork(graph, loaded, standardisation) {
      weights = loaded;
      return createTensorNetwork(graph, loaded, standardisation);
    },
  });
  model.dispose();
  return weights;
}
