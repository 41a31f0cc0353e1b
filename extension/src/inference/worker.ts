import { expose, releaseProxy, transfer } from 'comlink';
import type { Remote } from 'comlink';
import { createInferenceService } from './inference-service';
import type { InferenceWorker } from './protocol';
import { startBackend } from './start-backend';
import { holdWorkerLock } from './worker-lock';

const service = createInferenceService(startBackend);
const isWatched = holdWorkerLock(self.name);

const worker: InferenceWorker = {
  ...service,
  async start(request, onProgress) {
    await isWatched;
    try {
      return await service.start(request, onProgress);
    } finally {
      release(onProgress);
    }
  },
  async explainFrame(request, onSample) {
    try {
      const reply = await service.explainFrame(request, onSample);
      return reply.displayValues ? transfer(reply, [reply.displayValues.buffer]) : reply;
    } finally {
      release(onSample);
    }
  },
};

/** A callback of the page keeps a message port open at both ends. */
function release(callback: unknown): void {
  (callback as Partial<Remote<() => void>> | undefined)?.[releaseProxy]?.();
}

expose(worker);
