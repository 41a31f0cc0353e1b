import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-wasm';
import { nodeEngine } from '@echonet/engine/node';
import { createTensorNetwork, type CreateNetwork } from '@echonet/models';
import { createInferenceService } from './inference-service';
import type { InferenceWorker } from './protocol';
import { runningBackend } from './running-backend';
import { modelFiles, prepareRequest, serve, startRequest } from './testing';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Bytes of the heap and of what lies outside it, such as pixels, after all garbage is gone. */
async function bytesInUse(): Promise<number> {
  for (let i = 0; i < 3; i++) {
    collectGarbage();
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

const networks: [string, () => Promise<CreateNetwork>][] = [
  [
    'TensorFlow.js',
    async () => {
      await tf.setBackend('wasm');
      return createTensorNetwork;
    },
  ],
  ["the service's WebAssembly", () => nodeEngine({ threads: 2 })],
];

describe.each(networks)('sixty clips in a row on %s', (_name, startNetwork) => {
  let service: InferenceWorker;

  beforeAll(async () => {
    jest.spyOn(console, 'warn').mockReturnValue();
    const createNetwork = await startNetwork();
    serve(await modelFiles());
    service = createInferenceService(() =>
      Promise.resolve(
        runningBackend(
          'wasm',
          {
            report: { description: 'test', features: [], limits: {} },
            createNetwork,
            memory: () => ({ numTensors: tf.memory().numTensors }),
            versions: {},
          },
          [],
        ),
      ),
    );
    await service.start({ ...startRequest, backend: 'wasm' });
  });

  afterAll(() => tf.disposeVariables());

  const clip = prepareRequest();

  /** Reads a clip, explains it, and sometimes gives the explanation up. */
  async function readClip(number: number): Promise<void> {
    const SOPInstanceUID = `1.2.${number}`;
    const frames = clip.frames.slice(0, 2).map(({ frameIndex, pixels }) => ({
      frameIndex,
      pixels: { ...pixels, data: pixels.data.slice() },
    }));
    await service.prepareClip({ ...clip, SOPInstanceUID, frames });
    await service.predictFrames({ SOPInstanceUID, frameIndices: [0] });
    await service.predictFrames({ SOPInstanceUID, frameIndices: [3] });
    if (number % 10 > 0) {
      return;
    }
    const explaining = service.explainFrame({
      SOPInstanceUID,
      frameIndex: 3,
      taskId: 'EF',
      samples: 2,
      method: 'smoothGrad',
      noiseLevel: 0.1,
      seed: 1,
    });
    if (number % 20 === 0) {
      service.stopExplaining();
    }
    await explaining;
  }

  it('leave tensors and heap as they were', async () => {
    for (let clip = 0; clip < 20; clip++) {
      await readClip(clip);
    }
    const [tensors, bytes] = [tf.memory().numTensors, await bytesInUse()];
    for (let clip = 20; clip < 80; clip++) {
      await readClip(clip);
    }
    expect(tf.memory().numTensors).toBe(tensors);
    // Images and frames of all clips would be 5 MB.
    expect(((await bytesInUse()) - bytes) / 1e6).toBeLessThan(1.5);
  }, 300_000);
});
