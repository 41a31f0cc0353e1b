import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { messageOf, UserError } from '@echonet/command-line';
import { nodeEngine } from '@echonet/engine/node';
import { createTensorNetwork, type CreateNetwork } from '@echonet/models';
import { backendNames, startBackend } from '../../learning/backends/backends';

/** The engine that the viewer has, and the backends of TensorFlow.js. */
export const networkBackends = ['engine', ...backendNames] as const;

export type NetworkBackend = (typeof networkBackends)[number];

export interface NetworkSettings {
  /** By default the engine: it gives the viewer's numbers and needs nothing that is installed. */
  readonly backend?: NetworkBackend;
  /** All cores unless given. */
  readonly threads?: number;
}

export interface NetworkMaker {
  readonly createNetwork: CreateNetwork;
  /** What computes, in words. */
  readonly description: string;
}

/** @throws {UserError} when the backend does not start */
export async function networkMaker({
  backend = 'engine',
  threads,
}: NetworkSettings): Promise<NetworkMaker> {
  if (backend !== 'engine') {
    const { name, device } = await startBackend({ force: backend, threads });
    return { createNetwork: createTensorNetwork, description: `${name} (${device})` };
  }
  await buildKernels();
  const createNetwork = await nodeEngine({ threads });
  return {
    createNetwork,
    description: `WebAssembly engine, ${threads ?? 'all'} ${threads === 1 ? 'thread' : 'threads'}`,
  };
}

/** Compiles the engine's kernels where they are older than their source. */
async function buildKernels(): Promise<void> {
  const script = createRequire(import.meta.url).resolve('@echonet/engine/build-kernels');
  try {
    await promisify(execFile)(process.execPath, [script]);
  } catch (cause) {
    throw new UserError(
      `The engine's kernels cannot be compiled: ${messageOf(cause)} Install the packages anew, or choose another --backend.`,
      { cause },
    );
  }
}
