/**
 * Compares an ONNX file in ONNX Runtime Web with the answer that PyTorch gave to the same made input
 * (training/python/export_onnx.py --check), and prints the largest difference as a share of the largest
 * value.
 *
 *   node --import tsx training/scripts/onnx-parity.ts <model.onnx> <answer.json>
 */
import { readFileSync } from 'node:fs';
import { relativeDifference } from '@echonet/models';
import * as v from 'valibot';
import { createNodeSession } from '../src/learning/onnx/node-session';

const answerSchema = v.object({
  shape: v.array(v.number()),
  /** Only every n-th number is in the file. */
  every: v.number(),
  answer: v.array(v.number()),
});

const [modelFile, answerFile] = process.argv.slice(2);
const { shape, every, answer } = v.parse(
  answerSchema,
  JSON.parse(readFileSync(answerFile, 'utf8')),
);
const session = await createNodeSession(new Uint8Array(readFileSync(modelFile)));
const count = shape.reduce((product, length) => product * length, 1);
const values = Float32Array.from({ length: count }, (_, i) => ((i * 7919) % 2003) / 1001 - 1);
const startedAt = performance.now();
const results = await session.run({ dims: shape, values });
const milliseconds = performance.now() - startedAt;
const [output] = [...results.values()];
const found = [...output.values].filter((_, i) => i % every === 0);
console.log(
  JSON.stringify({
    runtime: session.runtime,
    output: output.dims.join('x'),
    compared: found.length,
    relativeDifference: relativeDifference(answer, found),
    milliseconds: Math.round(milliseconds),
  }),
);
process.exit();
