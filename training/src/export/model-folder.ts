import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type * as tf from '@tensorflow/tfjs-core';
import {
  buildGraph,
  createTensorNetwork,
  loadAnyModel,
  manifestFileName,
  weightShapes,
  type AnyManifest,
  type Architecture,
} from '@echonet/models';
import { UserError } from '@echonet/command-line';
import type { EncodedWeights } from '../learning/network/encode-weights';
import { layersModelJson } from '../learning/network/layers-model';
import { modelFolderReader } from '../learning/read-model-folder';

const weightsFileName = 'weights.bin';
const modelCardFileName = 'MODEL-CARD.md';

/** Content by file name. */
export type ModelFiles = Readonly<Record<string, Uint8Array>>;

export function inGraphOrder(
  weights: ReadonlyMap<string, tf.Tensor>,
  architecture: Architecture,
): Map<string, tf.Tensor> {
  const names = weightShapes(buildGraph(architecture)).map(({ name }) => name);
  return new Map(names.map((name) => [name, weights.get(name)!]));
}

/** model.json and weights.bin. */
export function networkFiles(
  architecture: Architecture,
  { specs, data }: EncodedWeights,
): ModelFiles {
  const topology = layersModelJson(buildGraph(architecture), [
    { paths: [weightsFileName], weights: specs },
  ]);
  return { 'model.json': Buffer.from(JSON.stringify(topology)), [weightsFileName]: data };
}

/** SHA-256 in hex by file name. */
export function hashesOf(files: ModelFiles): Record<string, string> {
  return Object.fromEntries(
    Object.entries(files).map(([name, content]) => [
      name,
      createHash('sha256').update(content).digest('hex'),
    ]),
  );
}

/**
 * Writes a model's folder with its manifest and model card beside its destination, loads it once as
 * the viewer does, and then moves it.
 *
 * @param isForced replaces the folder as a whole if it exists
 * @returns a sentence with the files' sizes
 * @throws {UserError} when the folder exists, unless forced
 */
export async function writeModelFolder(
  output: string,
  manifest: AnyManifest,
  networkAndOthers: ModelFiles,
  isForced = false,
): Promise<string> {
  if (existsSync(output) && !isForced) {
    throw new UserError(
      `${output} is there already; choose another --out, or replace it with --force.`,
    );
  }
  const files: ModelFiles = {
    ...networkAndOthers,
    [modelCardFileName]: Buffer.from(manifest.modelCard ?? ''),
    [manifestFileName]: Buffer.from(`${JSON.stringify(manifest, undefined, 2)}\n`),
  };
  return writeFolder(output, files, async (folder) => {
    const model = await loadAnyModel(modelFolderReader(folder), {
      createNetwork: createTensorNetwork,
    });
    model.dispose();
  });
}

/**
 * Writes files beside their destination, and moves them there once they are whole.
 *
 * @param output replaced as a whole where it is a model's folder
 * @param check of the written folder; what it throws leaves the destination as it is
 * @returns a sentence with the files' sizes
 * @throws {UserError} when something else is there
 */
export async function writeFolder(
  output: string,
  files: ModelFiles,
  check?: (folder: string) => Promise<void>,
): Promise<string> {
  // Without a slash at its end, behind which its neighbours would lie within.
  const destination = path.resolve(output);
  await refuseOthers(destination, output);
  const partial = `${destination}.partial`;
  const previous = `${destination}.previous`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial, { recursive: true });
  for (const [name, content] of Object.entries(files)) {
    await writeFile(path.join(partial, name), content);
  }
  await check?.(partial);
  await rm(previous, { recursive: true, force: true });
  if (existsSync(destination)) {
    await rename(destination, previous);
  }
  await rename(partial, destination);
  await rm(previous, { recursive: true, force: true });
  const sizes = Object.entries(files).map(
    ([name, { length }]) =>
      `${name} ${length < 1e6 ? `${Math.ceil(length / 1e3)} kB` : `${(length / 1e6).toFixed(2)} MB`}`,
  );
  return `Wrote ${output}: ${sizes.join(', ')}`;
}

/** What is replaced is deleted: a folder of several models, or of anything else, must not be. */
async function refuseOthers(destination: string, output: string): Promise<void> {
  const found = await readdir(destination).catch((error: NodeJS.ErrnoException): string[] => {
    if (error.code === 'ENOENT') {
      return [];
    }
    throw new UserError(`${output} is no folder; choose another --out.`, { cause: error });
  });
  if (found.length > 0 && !found.includes(manifestFileName)) {
    throw new UserError(
      `${output} has other files and no model (${manifestFileName}), and would be replaced as a ` +
        'whole; choose a new folder in --out.',
    );
  }
}
