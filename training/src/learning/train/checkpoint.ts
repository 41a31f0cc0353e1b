import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { sum } from 'd3-array';
import { UserError } from '@echonet/command-line';
import { writeFileAtomically } from '../../data/write-file-atomically';

/** Weights, moments and progress after the last epoch, in the run's folder. */
export const checkpointFileName = 'checkpoint.weights';

/** Weights with the lowest validation loss, in the run's folder. */
export const bestWeightsFileName = 'best.weights';

/** Numbers stored beside the tensors. */
export type CheckpointState = Readonly<Record<string, number>>;

/**
 * Writes variables to one file atomically: the length of a JSON header in four bytes, the header
 * (state and sizes), then the variables as little-endian float32.
 */
export async function writeCheckpoint(
  file: string,
  variables: readonly tf.Variable[],
  state: CheckpointState,
): Promise<void> {
  const sizes = variables.map(({ size }) => size);
  const header = Buffer.from(JSON.stringify({ state, sizes }));
  const headerLength = Buffer.alloc(4);
  headerLength.writeUInt32LE(header.length);
  const values = await Promise.all(variables.map((variable) => variable.data<'float32'>()));
  const bytes = values.map(({ buffer, byteOffset, byteLength }) =>
    Buffer.from(buffer, byteOffset, byteLength),
  );
  await mkdir(path.dirname(file), { recursive: true });
  writeFileAtomically(file, Buffer.concat([headerLength, header, ...bytes]));
}

/**
 * Assigns the variables from a file of {@link writeCheckpoint}.
 *
 * @throws {UserError} when the file is missing, truncated, or of another network
 */
export async function readCheckpoint(
  file: string,
  variables: readonly tf.Variable[],
): Promise<CheckpointState> {
  const content = await readFile(file).catch(() => {
    throw new UserError(
      `There is no checkpoint at ${file}; a run has one once its first epoch has ended (echonet train --resume ${path.dirname(file)}).`,
    );
  });
  const { header, headerEnd } = readHeader(content, file);
  if (String(header.sizes) !== String(variables.map(({ size }) => size))) {
    throw new UserError(`${file} holds the weights of another network.`);
  }
  let offset = headerEnd;
  const length = offset + 4 * sum(header.sizes);
  if (content.length !== length) {
    throw damaged(file);
  }
  for (const variable of variables) {
    const values = new Float32Array(variable.size);
    Buffer.from(values.buffer).set(content.subarray(offset, offset + values.byteLength));
    offset += values.byteLength;
    tf.tidy(() => variable.assign(tf.tensor(values, variable.shape)));
  }
  return header.state;
}

interface CheckpointHeader {
  readonly state: CheckpointState;
  readonly sizes: readonly number[];
}

function readHeader(
  content: Buffer,
  file: string,
): { header: CheckpointHeader; headerEnd: number } {
  try {
    const headerEnd = 4 + content.readUInt32LE(0);
    const header = JSON.parse(content.toString('utf8', 4, headerEnd)) as CheckpointHeader;
    return { header, headerEnd };
  } catch {
    throw damaged(file);
  }
}

function damaged(file: string): UserError {
  return new UserError(`${file} is damaged or cut off; copy it again or train anew.`);
}
