/**
 * Runs an ONNX file in ONNX Runtime, for the tests: jest cannot load its WebAssembly, a process of
 * its own can.
 *
 *   node run-onnx.mjs <model.onnx> <images.f32> <n> <channels> <height> <width>
 *
 * Prints {"dims": [...], "logits": [...]} as JSON.
 */
import { readFileSync } from 'node:fs';
import * as ort from 'onnxruntime-web';

const [modelFile, imagesFile, ...dims] = process.argv.slice(2);
ort.env.wasm.numThreads = 1;
const session = await ort.InferenceSession.create(new Uint8Array(readFileSync(modelFile)));
const greyValues = new Float32Array(new Uint8Array(readFileSync(imagesFile)).buffer);
const images = new ort.Tensor('float32', greyValues, dims.map(Number));
const { logits } = await session.run({ images });
process.stdout.write(JSON.stringify({ dims: logits.dims, logits: [...logits.data] }));
