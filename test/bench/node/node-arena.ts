import path from 'node:path';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { isSoftwareAdapter, startDawn } from '@echonet/training';
import type { Architecture } from '@echonet/models';
import type { Arena } from '../contestant';
import { startContestant, type RunningContestant } from '../libraries/running-contestant';
import { reasonOf } from '../measure/rounds';
import { networkFiles } from '../network-files';

const require = createRequire(import.meta.url);

/** Runs contestants in this process, on the WebGPU of Dawn. */
export function openNodeArena(architecture: Architecture): Arena {
  const running = new Map<string, RunningContestant>();
  const started = (id: string) => {
    const contestant = running.get(id);
    if (!contestant) {
      throw new Error(`${id} has not started.`);
    }
    return contestant;
  };
  return {
    async devices() {
      const webgl = { isSoftware: false };
      try {
        const name = await startDawn({ allowSoftware: true });
        const described = { vendor: name, architecture: '', device: '', description: '' };
        return { webgpu: { name, isSoftware: isSoftwareAdapter(described) }, webgl };
      } catch (error) {
        return { webgpu: { isSoftware: false, reason: reasonOf(error) }, webgl };
      }
    },
    async start(job) {
      const seed = Number(job.networkUrl.split('/').at(-2));
      const files = networkFiles(architecture, seed);
      const contestant = await startContestant(
        job,
        { engine: '', tfjsWasm: '', onnxRuntime: onnxRuntimeFolder() },
        async (fileName) => Uint8Array.from(files.read(fileName)),
        performance.now(),
      );
      running.set(job.contestant.id, contestant);
      return contestant.report;
    },
    forward: async (id, batchSize) => started(id).forward(batchSize),
    gradient: async (id) => started(id).gradient(),
    async stop(id) {
      running.get(id)?.dispose();
      running.delete(id);
    },
    async close() {
      for (const contestant of running.values()) {
        contestant.dispose();
      }
      running.clear();
    },
  };
}

function onnxRuntimeFolder(): string {
  const file = require.resolve('onnxruntime-web/ort-wasm-simd-threaded.wasm');
  return `${pathToFileURL(path.dirname(file)).href}/`;
}
