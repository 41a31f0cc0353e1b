import { transfer, wrap } from 'comlink';
import type { InferenceWorker } from '@echonet/ohif-extension/testing';

/** What the plugin's worker is given. */
export interface PluginJob {
  /** The worker's script as the plugin's build made it. */
  readonly workerUrl: string;
  readonly modelUrl: string;
  readonly wasmUrl: string;
  /** The clip's frames end to end, 8 bits a sample. */
  readonly clipUrl: string;
  readonly Rows: number;
  readonly Columns: number;
  readonly channels: 1 | 3;
}

/** Milliseconds of the parts of the start, one after another. */
export interface PluginStart {
  /** What the plugin says that it runs on. */
  readonly description: string;
  /** Script, backend and model: what the reader waits for before the first frame. */
  readonly startMs: number;
  /** Finding the sector and the first frame's prediction. */
  readonly firstResultMs: number;
}

/** Starts the plugin's own worker, as its panel does, until the first frame's result. */
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
        { SOPInstanceUID: '1.2.3', clip: 'bench', regions: [], frames },
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
