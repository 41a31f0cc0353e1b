import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { createTensorNetwork } from '../network/tensor-network';
import { uniformNumbers } from '../random/numbers';
import {
  fixtureManifest,
  modelFiles,
  readerOf,
  type FixtureQuantisation,
  type ModelFiles,
} from '../testing/model-fixture';
import { largestDifference } from '../testing/network-fixture';
import { loadModel as loadModelWith, type LoadOptions } from './load-model';
import type { LoadProgress, ReadModelFile } from './model-reader';

const loadModel = (readFile: ReadModelFile, options: Partial<LoadOptions> = {}) =>
  loadModelWith(readFile, { createNetwork: createTensorNetwork, ...options });

beforeAll(() => tf.setBackend('wasm'));

let tensorsBefore = 0;
beforeEach(() => {
  tensorsBefore = tf.memory().numTensors;
});

async function logitsOf(quantisation: FixtureQuantisation): Promise<Float32Array> {
  const model = await loadModel(readerOf(modelFiles(quantisation)));
  const greyValues = Float32Array.from({ length: 75 * 75 }, uniformNumbers(1));
  const logits = await model.network.forward(greyValues);
  model.dispose();
  return logits;
}

const refusal = (files: ModelFiles) => loadModel(readerOf(files));

describe('loadModel', () => {
  it('loads manifest, graph and network, and disposes everything', async () => {
    const model = await loadModel(readerOf(modelFiles()));
    expect(model.manifest.tasks).toEqual(fixtureManifest.tasks);
    expect(model.network.inputShape).toEqual([75, 75, 1]);
    expect(model.network.outputs).toBe(2);
    model.dispose();
    expect(tf.memory().numTensors).toBe(tensorsBefore);
  });

  it('reads weights quantised to 16 and 8 bits', async () => {
    const exact = await logitsOf('float32');
    const largest = Math.max(...exact.map(Math.abs));
    expect(largestDifference(await logitsOf('float16'), exact)).toBeLessThan(0.01 * largest);
    expect(largestDifference(await logitsOf('uint16'), exact)).toBeLessThan(0.01 * largest);
    // 8 bits are coarse for a network that was never trained.
    expect(largestDifference(await logitsOf('uint8'), exact)).toBeLessThan(0.4 * largest);
  });

  it('reports the bytes read and their total', async () => {
    const told: LoadProgress[] = [];
    const model = await loadModel(readerOf(modelFiles()), {
      onProgress: (progress) => told.push(progress),
    });
    model.dispose();
    expect(told.map(({ fileName }) => fileName)).toEqual([
      'echonet.json',
      'model.json',
      'a.bin',
      'b.bin',
    ]);
    expect(told[0].bytesTotal).toBeUndefined();
    expect(told[3].bytesRead).toBe(told[3].bytesTotal);
    expect(told[3].bytesTotal).toBe(told[1].bytesTotal);
  });

  it('reports the bytes of a file that is still being read', async () => {
    const read = readerOf(modelFiles());
    const told: LoadProgress[] = [];
    const slowly: ReadModelFile = async (fileName, onBytes) => {
      if (fileName === 'b.bin') {
        [10, 20].forEach((bytes) => onBytes?.(bytes));
      }
      return read(fileName);
    };
    const model = await loadModel(slowly, { onProgress: (progress) => told.push(progress) });
    model.dispose();
    const [before, first, second] = told.slice(2);
    expect(first).toEqual({ ...before, fileName: 'b.bin', bytesRead: before.bytesRead + 10 });
    expect(second.bytesRead).toBe(before.bytesRead + 20);
    expect(told.at(-1)!.bytesRead).toBe(first.bytesTotal);
  });

  it.each(['model.json', 'a.bin', 'b.bin'])('rejects a %s with one wrong byte', async (name) => {
    const read = readerOf(modelFiles());
    const reading = loadModel(async (fileName) => {
      const bytes = await read(fileName);
      if (fileName === name) {
        new Uint8Array(bytes)[17] ^= 1;
      }
      return bytes;
    });
    await expect(reading).rejects.toThrow(
      `file ${name} is not the one that echonet.json was written for: its SHA-256 differs`,
    );
    expect(tf.memory().numTensors).toBe(tensorsBefore);
  });

  it('names the file that cannot be read, and why', async () => {
    const files = modelFiles();
    delete files.shards['b.bin'];
    await expect(refusal(files)).rejects.toThrow(
      "The model's file b.bin could not be read: 404 Not Found",
    );
    await expect(loadModel(() => Promise.reject(new Error('offline')))).rejects.toThrow(
      "The model's file echonet.json could not be read: offline",
    );
  });

  it('rejects a manifest that is not JSON', async () => {
    const web = async () => Uint8Array.from('<html>', (c) => c.charCodeAt(0)).buffer;
    await expect(loadModel(web)).rejects.toThrow("The model's file echonet.json is not JSON");
  });

  it('rejects a shard that the manifest does not list', async () => {
    const files = modelFiles();
    files.topology.weightsManifest[0].paths = ['a.bin', '../b.bin'];
    const read = readerOf(files);
    const anywhere = (name: string) => read(name.replace('../', ''));
    await expect(loadModel(anywhere)).rejects.toThrow('lists no hash for ../b.bin');
  });

  it('rejects shards that are too short for the weights', async () => {
    const files = modelFiles();
    files.shards['b.bin'] = files.shards['b.bin'].slice(4);
    await expect(refusal(files)).rejects.toThrow(/a\.bin, b\.bin hold \d+ bytes, but model\.json/);
  });

  it('rejects a model.json that describes no weights', async () => {
    const files = modelFiles();
    await expect(
      loadModel(readerOf({ ...files, topology: {} as ModelFiles['topology'] })),
    ).rejects.toThrow(/model\.json is not a layers model this version can read: weightsManifest/);
  });

  it.each<[string, (weights: tf.io.WeightsManifestEntry[]) => void, RegExp]>([
    [
      'a weight of another name',
      ([first]) => (first.name = 'x/kernel'),
      /conv1\/kernel is missing/,
    ],
    [
      'a weight of another shape',
      ([first]) => first.shape.reverse(),
      /kernel is 8x1x3x3 and should/,
    ],
    ['a weight too many', (w) => w.push({ ...w[0], name: 'x', shape: [0] }), /x is not part of it/],
  ])('rejects %s, naming it', async (_what, change, sentence) => {
    const files = modelFiles();
    change(files.topology.weightsManifest[0].weights);
    await expect(refusal(files)).rejects.toThrow(sentence);
    expect(tf.memory().numTensors).toBe(tensorsBefore);
  });

  it('rejects an impossible network', async () => {
    const { manifest, ...files } = modelFiles();
    const tooSmall: ModelFiles = {
      ...files,
      manifest: {
        ...manifest,
        architecture: { ...manifest.architecture, inputSize: 60 },
        input: { ...manifest.input, size: 60 },
      },
    };
    await expect(refusal(tooSmall)).rejects.toThrow(/60x60 pixels are too small/);
  });
});
