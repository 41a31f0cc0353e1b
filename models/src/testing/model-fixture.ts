import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type * as tf from '@tensorflow/tfjs-core';
import { concatenateBytes } from '../arrays';
import type { ReadModelFile } from '../model/model-reader';
import type { NetworkManifest } from '../model/manifest';
import type { AnyManifest } from '../model/segmentation-manifest';
import { buildGraph, type Architecture } from '../network/architecture';
import type { NetworkWeights } from '../network/folding';
import { randomWeights } from './random-weights';

/** The smallest possible network, with two outputs. */
export const fixtureArchitecture = {
  name: 'inception-resnet-v1',
  inputSize: 75,
  channels: 1,
  width: 0.0625,
  outputs: 2,
} satisfies Architecture;

/** A valid manifest; the hash in `files` fits no file. */
export const fixtureManifest: NetworkManifest = {
  schemaVersion: 1,
  id: 'fixture',
  version: '1.0.0',
  name: 'Fixture',
  architecture: fixtureArchitecture,
  input: {
    size: 75,
    channels: 1,
    mean: 0.2,
    std: 0.25,
    frameIntervalMs: 100,
    frameCount: 20,
    view: 'A4C',
  },
  tasks: [
    {
      id: 'EF',
      name: 'Ejection fraction',
      kind: 'regression',
      unit: '%',
      range: [10, 80],
      outputIndex: 0,
      labelMean: 55,
      labelStd: 12,
      code: { value: '18043-0', scheme: 'LN', meaning: 'Left Ventricular Ejection Fraction by US' },
      metrics: { r2: 0.5, mae: 7 },
      calibration: { interval90HalfWidth: 14 },
    },
    {
      id: 'lead',
      name: 'Pacemaker or defibrillator lead',
      kind: 'classification',
      unit: '',
      range: [0, 1],
      outputIndex: 1,
      decisionThreshold: 0.4,
      metrics: { auc: 0.9 },
    },
  ],
  provenance: {
    data: 'phantoms',
    simulated: true,
    patients: { train: 80, validation: 10, test: 10 },
    commit: '0123456',
    seed: 1,
    command: 'echonet train',
    date: '2026-01-01T00:00:00Z',
  },
  intendedUse: 'Research use only.',
  files: { 'model.json': '0'.repeat(64) },
};

export type FixtureQuantisation = 'float32' | 'float16' | 'uint16' | 'uint8';

/** Files of a model's folder, JSON as objects that a test may change. */
export interface ModelFiles<Content extends AnyManifest = AnyManifest> {
  manifest: Content;
  topology: { weightsManifest: tf.io.WeightsManifestConfig };
  shards: Record<string, Uint8Array<ArrayBuffer>>;
}

/**
 * Files of a model with random weights in two shards, split in the middle of a weight, as tfjs saves
 * layers models.
 */
export function modelFiles(
  quantisation: FixtureQuantisation = 'float32',
  seed = 5,
): ModelFiles<NetworkManifest> {
  const weights = randomWeights(buildGraph(fixtureArchitecture), seed);
  return filesOfModel(fixtureManifest, weights, quantisation);
}

/** In two shards. */
export function filesOfModel<Content extends AnyManifest>(
  manifest: Content,
  weights: NetworkWeights,
  quantisation: FixtureQuantisation = 'float32',
): ModelFiles<Content> {
  const encoded = [...weights].map(([name, { shape, values }]) => {
    const how = name.endsWith('/kernel') ? quantisation : 'float32';
    return { ...encode(values, how), name, shape: [...shape] };
  });
  const bytes = concatenateBytes(encoded.map((weight) => weight.bytes));
  const cut = Math.floor(bytes.length / 2) + 1;
  const specs = encoded.map(({ name, shape, quantization }): tf.io.WeightsManifestEntry => {
    return { name, shape, dtype: 'float32', ...(quantization && { quantization }) };
  });
  return {
    manifest,
    topology: { weightsManifest: [{ paths: ['a.bin', 'b.bin'], weights: specs }] },
    shards: { 'a.bin': bytes.slice(0, cut), 'b.bin': bytes.slice(cut) },
  };
}

/** Reads the files from memory, with hashes of their present content in the manifest. */
export function readerOf({ manifest, topology, shards }: ModelFiles): ReadModelFile {
  const hashed: Record<string, Uint8Array> = {
    'model.json': utf8ToBytes(JSON.stringify(topology)),
    ...shards,
  };
  const files = Object.fromEntries(
    Object.entries(hashed).map(([name, bytes]) => [name, bytesToHex(sha256(bytes))]),
  );
  const all: Record<string, Uint8Array> = {
    'echonet.json': utf8ToBytes(JSON.stringify({ ...manifest, files })),
    ...hashed,
  };
  return async (name) => {
    if (!all[name]) {
      throw new Error('404 Not Found');
    }
    return Uint8Array.from(all[name]).buffer;
  };
}

function encode(values: Float32Array, how: FixtureQuantisation) {
  if (how === 'float32') {
    return { bytes: new Uint8Array(values.slice().buffer) };
  }
  if (how === 'float16') {
    const halves = Uint16Array.from(values, halfBits);
    return { bytes: new Uint8Array(halves.buffer), quantization: { dtype: how } };
  }
  const min = values.reduce((least, value) => Math.min(least, value), Infinity);
  const max = values.reduce((most, value) => Math.max(most, value), -Infinity);
  const scale = (max - min) / (how === 'uint8' ? 255 : 65535);
  const levels = Array.from(values, (value) => Math.round((value - min) / scale));
  const stored = how === 'uint8' ? Uint8Array.from(levels) : Uint16Array.from(levels);
  return { bytes: new Uint8Array(stored.buffer), quantization: { dtype: how, scale, min } };
}

/** Bits of the nearest half-precision number; magnitudes below 2 ** -14 become 0. */
function halfBits(value: number): number {
  const magnitude = Math.abs(value);
  if (magnitude < 2 ** -14) {
    return 0;
  }
  const exponent = Math.floor(Math.log2(magnitude));
  const fraction = Math.round((magnitude / 2 ** exponent - 1) * 1024);
  return ((value < 0 ? 1 : 0) << 15) | (((exponent + 15) << 10) + fraction);
}
