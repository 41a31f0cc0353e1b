/**
 * Runs ONNX files in ONNX Runtime, for onnx-process-fixture.ts. Reads lines of
 * {"model": base64, "values": base64 of float32, "dims": [...]} and prints for each a line of
 * {"dims": [...], "logits": [...]}.
 */
import { createInterface } from 'node:readline';
import * as ort from 'onnxruntime-web';

ort.env.wasm.numThreads = 1;
const bytesOf = (base64) => Uint8Array.from(Buffer.from(base64, 'base64'));

for await (const line of createInterface({ input: process.stdin })) {
  const { model, values, dims } = JSON.parse(line);
  const session = await ort.InferenceSession.create(bytesOf(model));
  const images = new ort.Tensor('float32', new Float32Array(bytesOf(values).buffer), dims);
  const { logits } = await session.run({ images });
  process.stdout.write(`${JSON.stringify({ dims: logits.dims, logits: [...logits.data] })}\n`);
  await session.release();
}
