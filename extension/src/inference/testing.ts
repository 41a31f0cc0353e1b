import * as tf from '@tensorflow/tfjs-core';
import { buildGraph } from '@echonet/models';
import { randomWeights } from '@echonet/models/testing';
import { backendNames } from '../config';
import { manifest } from '../models/testing';

/** Side length of the test model's images in pixels. */
export const size = 79;
const architecture = {
  name: 'inception-resnet-v1',
  inputSize: size,
  channels: 1,
  width: 0.0625,
  outputs: 2,
} as const;
export const modelUrl = 'http://localhost/models/test/';
export const startRequest = {
  modelUrl,
  wasmUrl: 'http://localhost/',
  backend: 'cpu' as const,
  backendOrder: [...backendNames],
  failed: [],
};
export const SOPInstanceUID = '1.2.3';

/** Files of the test model by name. */
export async function modelFiles(): Promise<Map<string, Uint8Array>> {
  const weights = randomWeights(buildGraph(architecture), 3);
  const entries = [...weights].map(([name, { shape, values }]) => ({
    name,
    tensor: tf.tensor(values, [...shape]),
  }));
  const { data, specs } = await tf.io.encodeWeights(entries);
  tf.dispose(entries.map(({ tensor }) => tensor));
  const weightsManifest = [{ paths: ['weights.bin'], weights: specs }];
  const files = new Map([
    ['weights.bin', new Uint8Array(data)],
    ['model.json', new TextEncoder().encode(JSON.stringify({ weightsManifest }))],
  ]);
  const hashes: Record<string, string> = {};
  for (const [name, bytes] of files) {
    hashes[name] = await sha256(bytes);
  }
  const json = JSON.stringify({
    ...manifest,
    architecture,
    input: { ...manifest.input, size },
    files: hashes,
  });
  return files.set('echonet.json', new TextEncoder().encode(json));
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** A bright fan whose inside moves between frames. */
function fan(frameIndex: number) {
  const [Rows, Columns] = [160, 200];
  const data = new Uint8Array(Rows * Columns);
  for (let row = 0; row < Rows; row++) {
    for (let column = 0; column < Columns; column++) {
      const [x, y] = [column - 100, row - 8];
      const radius = Math.hypot(x, y);
      if (radius > 145 || y < 0 || Math.abs(Math.atan2(x, y)) > 0.7) {
        continue;
      }
      const speckle = (column * 31 + row * 17 + frameIndex * 53) % 61;
      data[row * Columns + column] = 60 + speckle + 60 * Math.sin(radius / 9 + frameIndex / 2);
    }
  }
  return { frameIndex, pixels: { Rows, Columns, channels: 1 as const, data } };
}

export const prepareRequest = (uid = SOPInstanceUID) => ({
  SOPInstanceUID: uid,
  clip: 'Clip 1',
  regions: [],
  pixelAspect: 1,
  frames: [0, 3, 6, 9, 12].map(fan),
});

/** Replaces fetch by the files, which a test may change. */
export function serve(files: ReadonlyMap<string, Uint8Array>): void {
  globalThis.fetch = ((url: string) => {
    const bytes = files.get(url.slice(modelUrl.length));
    return Promise.resolve(new Response(bytes?.slice(), { status: bytes ? 200 : 404 }));
  }) as typeof fetch;
}
