/**
 * Measures training speed in frames per second against Keras with the same network, batch size and
 * threads. Rounds of the two alternate, so that other load on the machine slows both alike. Prints
 * a table row for docs/BENCHMARKS.md.
 */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import os from 'node:os';
import { fileURLToPath } from 'node:url';
import { Command, Option } from 'commander';
import { median } from 'd3-array';
import { batchNormEpsilon, buildGraph, parameterCount, type InputContract } from '@echonet/models';
import { numberBetween, wholeNumberBetween } from '@echonet/command-line';
import { randomStream } from '@echonet/models/random';
import { backendNames, startBackend, type BackendName } from '../src/learning/backends/backends';
import { TrainableNetwork } from '../src/learning/network/trainable-network';
import { findTasks } from '../src/data/find-tasks';
import type { Batch } from '../src/learning/train/read-batch';
import { standardiseTasks } from '../src/learning/train/standardisation';
import { Trainer } from '../src/learning/train/trainer';

interface BenchOptions {
  readonly python?: string;
  readonly backend?: BackendName;
  readonly size: number;
  readonly width: number;
  readonly batchSize: number;
  readonly steps: number;
  readonly rounds: number;
  readonly threads: number;
}

const options = new Command('bench:training')
  .description('Measures how fast a network is trained, beside Keras.')
  .option('--python <program>', 'Python with tensorflow-cpu 2.15.1; without it, no Keras')
  .addOption(new Option('--backend <name>', 'of TensorFlow.js').choices(backendNames))
  .option('--size <pixels>', 'side of the image', wholeNumberBetween(75, 1024), 128)
  .option('--width <factor>', 'of the filters', numberBetween(0.05, 2), 0.25)
  .option('--batch-size <n>', 'images a step', wholeNumberBetween(1, 4096), 24)
  .option('--steps <n>', 'a round', wholeNumberBetween(1, 1000), 8)
  .option('--rounds <n>', 'of each', wholeNumberBetween(1, 100), 6)
  .option('--threads <n>', 'of both', wholeNumberBetween(1, 1024), os.availableParallelism())
  .parse()
  .opts<BenchOptions>();

/** Trains one round and returns its duration in seconds. */
type Round = () => Promise<number>;

const tasks = standardiseTasks(findTasks(['EF', 'EDV', 'ESV']), [
  { labels: { EF: 40, EDV: 80, ESV: 48 } },
  { labels: { EF: 60, EDV: 120, ESV: 48.5 } },
]);
const graph = buildGraph({
  name: 'inception-resnet-v1',
  inputSize: options.size,
  channels: 1,
  width: options.width,
  outputs: tasks.length,
});

const ours = await startOurs();
const keras = options.python ? await startKeras(options.python) : undefined;
const seconds: { ours: number[]; keras: number[] } = { ours: [], keras: [] };
for (let round = 0; round < options.rounds; round++) {
  seconds.ours.push(await ours.round());
  if (keras) {
    seconds.keras.push(await keras.round());
  }
}
keras?.end();
const framesPerSecond = (all: readonly number[]) =>
  (options.steps * options.batchSize) / (median(all) ?? NaN);
const [own, other] = [framesPerSecond(seconds.ours), framesPerSecond(seconds.keras)];
const cells = [
  ours.name,
  `${options.width} at ${options.size}x${options.size}x1`,
  options.batchSize,
  options.threads,
  own.toFixed(1),
  keras ? other.toFixed(1) : 'not run',
  keras ? (own / other).toFixed(2) : '',
];
console.log(
  `${os.cpus()[0].model}, ${os.availableParallelism()} cores, ${new Date().toISOString().slice(0, 10)}${keras ? `; ${keras.name}` : ''}; median of ${options.rounds} rounds of ${options.steps} steps`,
);
console.log('| backend | width | batch | threads | frames/s | Keras | ratio |');
console.log(`| ${cells.join(' | ')} |`);
process.exit();

async function startOurs(): Promise<{ name: string; round: Round }> {
  const { name, device } = await startBackend({ force: options.backend, threads: options.threads });
  const input: InputContract = {
    size: options.size,
    channels: 1,
    mean: 0,
    std: 1,
    frameIntervalMs: 100,
    frameCount: 20,
    view: 'A4C',
  };
  const trainer = new Trainer(new TrainableNetwork(graph, 1), tasks, input, {
    seed: 1,
    regressionLoss: 'squared',
    classificationLoss: 'cross-entropy',
    weightDecay: 1e-4,
  });
  const batches = Array.from({ length: options.steps }, (_, step) => randomBatch(step));
  const round = async () => {
    const start = performance.now();
    for (const batch of batches) {
      await trainer.step(batch, 1e-4);
    }
    return (performance.now() - start) / 1000;
  };
  // Warm-up.
  await round();
  return { name: `${name} (${device})`, round };
}

function randomBatch(step: number): Batch {
  const random = randomStream('bench', step);
  const numbers = (length: number) => Float32Array.from({ length }, () => random() * 2 - 1);
  const { batchSize: imageCount, size } = options;
  return {
    imageCount,
    greyValues: numbers(imageCount * size * size),
    labels: numbers(imageCount * tasks.length),
    known: new Float32Array(imageCount * tasks.length).fill(1),
  };
}

async function startKeras(
  python: string,
): Promise<{ name: string; round: Round; end: () => void }> {
  const program = fileURLToPath(new URL('./train-with-keras.py', import.meta.url));
  const child = spawn(python, [program], { stdio: ['pipe', 'pipe', 'ignore'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const read = async () => {
    const { value, done } = (await lines.next()) as IteratorResult<string, undefined>;
    if (done) {
      throw new Error(`${python} ended; it needs tensorflow-cpu 2.15.1.`);
    }
    return value;
  };
  const { steps, batchSize, threads } = options;
  const job = { nodes: graph.nodes, steps, batchSize, threads, batchNormEpsilon };
  child.stdin.write(`${JSON.stringify(job)}\n`);
  const { version, parameters } = JSON.parse(await read()) as {
    version: string;
    parameters: number;
  };
  // Only Keras counts the running statistics as parameters.
  if (parameters < parameterCount(graph)) {
    throw new Error('Keras has built another network.');
  }
  return {
    name: `Keras of TensorFlow ${version}`,
    round: async () => {
      child.stdin.write('\n');
      return Number(await read());
    },
    end: () => child.kill(),
  };
}
