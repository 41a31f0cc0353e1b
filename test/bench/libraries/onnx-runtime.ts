import type * as onnx from 'onnxruntime-web';
import type { Contestant } from '../contestant';
import type { StartLibrary } from './library';
import { threadsText } from './threads-text';

const builds: Partial<Record<Contestant['device'], string>> = {
  wasm: 'ort.wasm.min.mjs',
  webgpu: 'ort.webgpu.min.mjs',
};

/** Stock ONNX Runtime Web: its own built files, one session, all cores. */
export const start: StartLibrary = async ({ device }, folders) => {
  const build = builds[device];
  if (!build) {
    throw new Error(`ONNX Runtime Web is not measured on ${device}.`);
  }
  const ort = (await import(/* webpackIgnore: true */ folders.onnxRuntime + build)) as typeof onnx;
  const { wasm, versions } = ort.env;
  wasm.wasmPaths = folders.onnxRuntime;
  wasm.numThreads = device === 'wasm' ? navigator.hardwareConcurrency : 1;
  return {
    description:
      `ORT ${versions.web ?? versions.common}` +
      (device === 'wasm' ? `, ${threadsText(wasm.numThreads)}` : ''),
    networkFiles: ['model.onnx'],
    async create({ inputSize, channels, outputs }, [model]) {
      const session = await ort.InferenceSession.create(model, {
        executionProviders: [device],
        graphOptimizationLevel: 'all',
      });
      const [input] = session.inputNames;
      const [output] = session.outputNames;
      return {
        async forward(greyValues, count) {
          const shape = [count, channels, inputSize, inputSize];
          const planes = channelsFirst(greyValues, channels, inputSize * inputSize);
          const feeds = { [input]: new ort.Tensor('float32', planes, shape) };
          const { [output]: result } = await session.run(feeds);
          return (await result.getData()) as Float32Array;
        },
        inOrder: (logits, count) =>
          channelsLast(logits, outputs, logits.length / (count * outputs)),
        dispose: () => void session.release(),
      };
    },
  };
};

/** Transposes [n, channels, pixels] to [n, pixels, channels]. */
function channelsLast(planes: Float32Array, channels: number, pixels: number): Float32Array {
  return channelsFirst(planes, pixels, channels);
}

/** Transposes [n, pixels, channels] to [n, channels, pixels], the layout of the ONNX file. */
function channelsFirst(greyValues: Float32Array, channels: number, pixels: number): Float32Array {
  if (channels === 1 || pixels === 1) {
    return greyValues;
  }
  const planes = new Float32Array(greyValues.length);
  for (let i = 0; i < greyValues.length; i++) {
    const image = Math.floor(i / (pixels * channels));
    const inImage = i - image * pixels * channels;
    const [pixel, channel] = [Math.floor(inImage / channels), inImage % channels];
    planes[(image * channels + channel) * pixels + pixel] = greyValues[i];
  }
  return planes;
}
