import { expose } from 'comlink';
import type { Job, StartReport, TimedCall } from '../contestant';
import type { LibraryFolders, ReadNetworkFile } from '../libraries/library';
import { startContestant, type RunningContestant } from '../libraries/running-contestant';

/** Time origin of the worker's clock: the request for its script. */
const workerStart = 0;

let running: RunningContestant | undefined;

const folders: LibraryFolders = {
  engine: new URL('/engine/', location.href).href,
  tfjsWasm: new URL('/tfjs-wasm/', location.href).href,
  onnxRuntime: new URL('/onnx-runtime/', location.href).href,
};

export interface ContestantWorker {
  start(job: Job): Promise<StartReport>;
  forward(batchSize: number): Promise<TimedCall>;
  gradient(): Promise<TimedCall>;
}

const worker: ContestantWorker = {
  async start(job) {
    const readFile: ReadNetworkFile = async (fileName) => {
      const response = await fetch(job.networkUrl + fileName);
      if (!response.ok) {
        throw new Error(`HTTP ${response.status}: ${await response.text()}`);
      }
      return new Uint8Array(await response.arrayBuffer());
    };
    running = await startContestant(job, folders, readFile, workerStart);
    return running.report;
  },
  forward: (batchSize) => started().forward(batchSize),
  gradient: () => started().gradient(),
};

function started(): RunningContestant {
  if (!running) {
    throw new Error('The contestant has not started.');
  }
  return running;
}

expose(worker);
