import { transfer, wrap } from 'comlink';
import type { InferenceWorker } from '@echonet/ohif-extension/testing';

export interface PluginJob {
  /** Built script of the worker. */
  readonly workerUrl: string;
  readonly modelUrl: string;
  readonly wasmUrl: string;
  /** Frames of the clip, concatenated, 8 bits a sample. */
  readonly clipUrl: string;
  readonly Rows: number;
  readonly Columns: number;
  readonly channels: 1 | 3;
}

export interface PluginStart {
  /** The backend in the plugin's words. */
  readonly description: string;
  /** Milliseconds to load script, backend and model. */
  readonly startMs: number;
  /** Milliseconds from there to the prediction of the first frame, with the search for the sector. */
  readonly firstResultMs: number;
}

/** Starts the plugin's worker as its panel does, up to the prediction of the first frame. */
export async function startPlugin(job: PluginJob): Promise<PluginStart> {
  const data = new Uint8Array(await (await fetch(job.clipUrl)).arrayBuffer());
  const { Rows, Columns, channels } = job;
  const length = Rows * Columns * channels;
  const frames = Array.from({ length: data.length / length }, (_, frameIndex) => ({
    frameIndex,
    pixels: { Rows, Columns, channels, data: data.slice(frameIndex * length).slice(0, length) },
  }));
  const startedAt = performance.now();
  const name = 'echonet-inference bench';
  const worker = new Worker(job.workerUrl, { type: 'module', name });
  try {
    const remote = wrap<InferenceWorker>(worker);
    const { backend } = await remote.start({
      modelUrl: job.modelUrl,
      wasmUrl: job.wasmUrl,
      backend: 'auto',
      backendOrder: ['webgpu', 'webgl', 'wasm', 'cpu'],
      failed: [],
    });
    const readyAt = performance.now();
    await remote.prepareClip(
      transfer(
        { SOPInstanceUID: '1.2.3', clip: 'bench', regions: [], pixelAspect: 1, frames },
        frames.map(({ pixels }) => pixels.data.buffer),
      ),
    );
    await remote.predictFrames({ SOPInstanceUID: '1.2.3', frameIndices: [0] });
    return {
      description: backend.description,
      startMs: readyAt - startedAt,
      firstResultMs: performance.now() - readyAt,
    };
  } finally {
    worker.terminate();
  }
}
