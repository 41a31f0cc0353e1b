import { expose, transfer } from 'comlink';
import { createEngine } from './engine';
import type { InferenceWorker } from './protocol';
import { startBackend } from './start-backend';

const engine = createEngine(startBackend);

const worker: InferenceWorker = {
  ...engine,
  async explainFrame(request) {
    const reply = await engine.explainFrame(request);
    return reply.intensities ? transfer(reply, [reply.intensities.buffer]) : reply;
  },
};

expose(worker);
