import { expose, releaseProxy, transfer } from 'comlink';
import type { Remote } from 'comlink';
import { createEngine } from './inference-service';
import type { InferenceWorker } from './protocol';
import { startBackend } from './start-backend';
import { holdLifeLock } from './worker-lock';

const engine = createEngine(startBackend);
const isWatched = holdLifeLock(self.name);

const worker: InferenceWorker = {
  ...engine,
  async start(request, onProgress) {
    await isWatched;
    try {
      return await engine.start(request, onProgress);
    } finally {
      release(onProgress);
    }
  },
  async explainFrame(request, onSample) {
    try {
      const reply = await engine.explainFrame(request, onSample);
      return reply.intensities ? transfer(reply, [reply.intensities.buffer]) : reply;
    } finally {
      release(onSample);
    }
  },
};

/** A callback of the page holds a message port open at both ends. */
function release(callback: unknown): void {
  (callback as Partial<Remote<() => void>> | undefined)?.[releaseProxy]?.();
}

expose(worker);
