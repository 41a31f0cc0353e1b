import { expose, releaseProxy, transfer } from 'comlink';
import type { Remote } from 'comlink';
import { createEngine } from './engine';
import type { InferenceWorker, OnSample } from './protocol';
import { startBackend } from './start-backend';

const engine = createEngine(startBackend);

const worker: InferenceWorker = {
  ...engine,
  async explainFrame(request, onSample) {
    try {
      const reply = await engine.explainFrame(request, onSample);
      return reply.intensities ? transfer(reply, [reply.intensities.buffer]) : reply;
    } finally {
      // The page's callback holds a message port open at both ends.
      (onSample as Partial<Remote<OnSample>> | undefined)?.[releaseProxy]?.();
    }
  },
};

expose(worker);
