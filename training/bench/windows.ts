/**
 * Measures a window of an ONNX file on the project's own engine and in ONNX Runtime Web, in turn in one
 * process. training/python/export_onnx.py makes files with random weights. Prints table rows for
 * docs/BENCHMARKS.md.
 */
import { readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { Command } from 'commander';
import { median } from 'd3-array';
import * as ort from 'onnxruntime-web';
import { wholeNumberBetween } from '@echonet/command-line';
import { nodeWindowEngine } from '@echonet/engine/node';
import { createEngineSession, relativeDifference, type NetworkClip } from '@echonet/models';
import { translateOnnx } from '../src/import/translate/translate-onnx';

interface Timed {
  readonly ms: number;
  /** Of all threads. */
  readonly processorMs: number;
  readonly answer: readonly number[];
}

const command = new Command('bench:windows')
  .description('Measures what a window of frames costs an imported network.')
  .argument('<file>', 'ONNX file with its channels first')
  .option('--rounds <n>', 'runs of each', wholeNumberBetween(1, 100), 3)
  .option('--threads <n>', 'of each', wholeNumberBetween(1, 64), 1)
  .parse();
const [file] = command.args;
const { rounds, threads } = command.opts<{ rounds: number; threads: number }>();
const bytes = new Uint8Array(readFileSync(file));
const translated = translateOnnx(bytes);
if ('missing' in translated) {
  throw new Error(`EchoNet's own engine does not have ${translated.missing} of ${file}.`);
}
const { plan } = translated;
const [frames, height, width, channels] = plan.graph.input.shape;

ort.env.logLevel = 'error';
console.log(`Load before: ${loadavg()[0].toFixed(1)}`);
console.log(
  '| threads | engine, ms | ORT, ms | ratio | engine, processor ms | ORT | ratio | differ by |',
);
console.log('| --- | --- | --- | --- | --- | --- | --- | --- |');

ort.env.wasm.numThreads = threads;
const createNetwork = await nodeWindowEngine({ threads, patienceMs: 600_000 });
const engine = await createEngineSession(plan, bytes, createNetwork);
const session = await ort.InferenceSession.create(bytes, { executionProviders: ['wasm'] });
const [input] = session.inputNames;
const [facts] = session.inputMetadata;
const hasFrames = facts.isTensor && facts.shape.length === 5;
const clip: NetworkClip = {
  dims: [1, channels, ...(hasFrames ? [frames] : []), height, width],
  values: Float32Array.from(
    { length: frames * height * width * channels },
    (_, i) => ((i * 7919) % 2003) / 1001 - 1,
  ),
};
const onEngine = async () => [...(await engine.run(clip)).values()][0].values;
const onOnnxRuntime = async () => {
  const feeds = { [input]: new ort.Tensor('float32', clip.values, clip.dims) };
  return Object.values(await session.run(feeds))[0].data as Float32Array;
};
const [own, others]: [Timed[], Timed[]] = [[], []];
for (let round = 0; round < rounds; round++) {
  own.push(await timed(onEngine));
  others.push(await timed(onOnnxRuntime));
}
const difference = relativeDifference(others[0].answer, own[0].answer);
const row = [threads, ...compared('ms'), ...compared('processorMs'), difference.toExponential(1)];
console.log(`| ${row.join(' | ')} |`);
// The threads of ONNX Runtime keep the process alive.
process.exit();

async function timed(run: () => Promise<Float32Array>): Promise<Timed> {
  const [startedAt, before] = [performance.now(), process.cpuUsage()];
  const values = await run();
  const { user, system } = process.cpuUsage(before);
  return {
    ms: performance.now() - startedAt,
    processorMs: (user + system) / 1000,
    answer: [...values],
  };
}

/** Medians of both, and their ratio. */
function compared(unit: 'ms' | 'processorMs'): string[] {
  const [ours, theirs] = [own, others].map((runs) => median(runs, (run) => run[unit])!);
  return [ours.toFixed(0), theirs.toFixed(0), (ours / theirs).toFixed(2)];
}
