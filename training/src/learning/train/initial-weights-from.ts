import { existsSync } from 'node:fs';
import path from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { sum } from 'd3-array';
import * as v from 'valibot';
import {
  createTensorNetwork,
  buildGraph,
  loadAnyModel,
  manifestFileName,
  structureMapsNode,
  type NetworkWeights,
  type WeightValues,
} from '@echonet/models';
import { UserError } from '@echonet/command-line';
import { TrainableNetwork } from '../network/trainable-network';
import { modelFolderReader } from '../read-model-folder';
import { RunFolder } from '../run-folder';
import { bestWeightsFileName, readCheckpoint } from './checkpoint';
import type { TrainingRun } from './config';

/** The last layer is transferred output by output. */
const lastLayer = /^logits\//;

/** Of the maps of structures in a network for volumes; the last layer of a segmentation. */
const mapsLayer = new RegExp(`^${structureMapsNode}/`);

/**
 * Transfer learning: copies every weight of the same name and shape, and of the last layer the outputs
 * that the source has as well. Maps of structures begin as a segmentation of the same.
 *
 * @param source folder of a run or of an exported model
 * @param outputs names of what the network is to be trained for, as of `taskOutputs`, or structures
 * @param structures that the data have masks of
 * @returns numbers of copied and of all parameters
 * @throws {UserError} when the folder holds neither, or fewer than half of the parameters of the smaller
 *   network match
 */
export async function initialiseFrom(
  source: string,
  network: TrainableNetwork,
  outputs: readonly string[],
  structures: readonly string[] = [],
): Promise<{ copied: number; all: number }> {
  const { weights: known, outputs: knownOutputs } = await readSource(source);
  const drawsSame = String(knownOutputs) === String(structures);
  let copied = 0;
  let all = 0;
  for (const [name, variable] of network.weights) {
    all += variable.size;
    const found = known.get(drawsSame ? name.replace(mapsLayer, 'logits/') : name);
    if (found && lastLayer.test(name)) {
      copied += await copyOutputs(variable, found, outputs, knownOutputs);
      continue;
    }
    if (String(found?.shape) !== String(variable.shape)) {
      continue;
    }
    tf.tidy(() => variable.assign(tf.tensor(found!.values, variable.shape)));
    copied += variable.size;
  }
  const knownSize = sum([...known.values()], ({ values }) => values.length);
  if (copied < Math.min(all, knownSize) / 2) {
    throw new UserError(
      `${source} shares only ${copied} of ${all} weights with the network to be trained; both must have ` +
        'the same channels and --width, or --level-channels and --level-blocks.',
    );
  }
  return { copied, all };
}

/**
 * Copies the outputs that both last layers have; they are the last axis.
 *
 * @returns number of copied parameters; 0 where the layers differ in more than their outputs
 */
async function copyOutputs(
  variable: tf.Variable,
  { shape, values: source }: WeightValues,
  outputs: readonly string[],
  known: readonly string[],
): Promise<number> {
  const inputs = variable.shape.slice(0, -1);
  if (String(shape) !== String([...inputs, known.length])) {
    return 0;
  }
  const values = (await variable.data<'float32'>()).slice();
  const rows = values.length / outputs.length;
  const kept = outputs.flatMap((output, to) => {
    const from = known.indexOf(output);
    return from >= 0 ? [{ from, to }] : [];
  });
  for (const { from, to } of kept) {
    for (let row = 0; row < rows; row++) {
      values[row * outputs.length + to] = source[row * known.length + from];
    }
  }
  tf.tidy(() => variable.assign(tf.tensor(values, variable.shape)));
  return kept.length * rows;
}

interface Source {
  readonly weights: NetworkWeights;
  readonly outputs: readonly string[];
}

/** What a run or a manifest says of its outputs. */
const outputsSchema = v.object({
  outputs: v.optional(v.array(v.object({ chamber: v.string() }))),
  structures: v.optional(v.array(v.string())),
  tasks: v.optional(
    v.array(
      v.object({
        id: v.string(),
        outputIndex: v.number(),
        pixelExponent: v.optional(v.number()),
      }),
    ),
  ),
});

function outputsOf(json: unknown): string[] {
  const { outputs, structures, tasks = [] } = v.parse(outputsSchema, json);
  return outputs?.map(({ chamber }) => chamber) ?? structures ?? taskOutputs(tasks);
}

/** In the order of the outputs; the last layer of a task in its unit is of no use to one in pixels. */
export function taskOutputs(
  tasks: readonly { id: string; outputIndex: number; pixelExponent?: number }[],
): string[] {
  return [...tasks]
    .sort((a, b) => a.outputIndex - b.outputIndex)
    .map(({ id, pixelExponent }) => (pixelExponent ? `${id} in pixels` : id));
}

async function readSource(source: string): Promise<Source> {
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

async function weightsOfRun(run: RunFolder): Promise<Source> {
  const record = run.readJson<Pick<TrainingRun, 'architecture'>>('run.json');
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
  return { weights, outputs: outputsOf(record) };
}

async function weightsOfModel(folder: string): Promise<Source> {
  let weights: NetworkWeights = new Map();
  const model = await loadAnyModel(modelFolderReader(folder), {
    createNetwork(graph, loaded, standardisation) {
      weights = loaded;
      return createTensorNetwork(graph, loaded, standardisation);
    },
  });
  model.dispose();
  return { weights, outputs: outputsOf(model.manifest) };
}
