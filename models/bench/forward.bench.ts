/**
 * Milliseconds a picture on the wasm backend in Node:
 *
 *   npm run bench -w models -- --size 299 --channels 3 --width 1 --repeats 5
 */
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { multiplyAccumulates, parameterCount } from '../src/network/graph';
import { inceptionResNetV1 } from '../src/network/inception-resnet-v1';
import { createNetwork } from '../src/network/network';
import { randomWeights } from '../src/network/random-weights';

const { values } = parseArgs({
  options: {
    size: { type: 'string', default: '299' },
    channels: { type: 'string', default: '3' },
    width: { type: 'string', default: '1' },
    repeats: { type: 'string', default: '5' },
  },
});

const repeats = Number(values.repeats);
const graph = inceptionResNetV1({
  name: 'inception-resnet-v1',
  inputSize: Number(values.size),
  channels: Number(values.channels),
  width: Number(values.width),
  outputs: 1,
});

const require = createRequire(import.meta.url);
const wasmPackage = require.resolve('@tensorflow/tfjs-backend-wasm/package.json');
setWasmPaths(`${path.join(path.dirname(wasmPackage), 'dist')}/`);
await tf.setBackend('wasm');

const weights = randomWeights(graph, 1);
const network = createNetwork(graph, weights);
tf.dispose([...weights.values()]);
const x = tf.randomUniform<tf.Rank.R4>([1, ...network.inputShape], 0, 1);

async function millisecondsOf(run: () => tf.Tensor): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i <= repeats; i++) {
    const start = performance.now();
    const result = run();
    await result.data();
    times.push(performance.now() - start);
    result.dispose();
  }
  return times.slice(1).sort((a, b) => a - b);
}

function report(what: string, times: number[]): void {
  const median = times[Math.floor(times.length / 2)];
  console.log(`${what}: median ${median.toFixed(0)} ms, fastest ${times[0].toFixed(0)} ms`);
}

const threads = await threadCount();
console.log(
  `${network.inputShape.join('x')}, width ${values.width}: ` +
    `${(multiplyAccumulates(graph) / 1e9).toFixed(2)} GMACs, ` +
    `${(parameterCount(graph) / 1e6).toFixed(1)} M parameters; ` +
    `wasm, ${threads} of ${os.availableParallelism()} cores, after one warm-up run`,
);
report('forward', await millisecondsOf(() => network.forward(x)));
report('input gradient', await millisecondsOf(() => network.inputGradient(x, 0)));

async function threadCount(): Promise<string> {
  const { getThreadsCount } = await import('@tensorflow/tfjs-backend-wasm');
  try {
    return String(getThreadsCount());
  } catch {
    return '1';
  }
}
