import type * as OnnxRuntime from 'onnxruntime-web';
import type { CreateSession } from '@echonet/models';
import { LoadFailure } from '../load-failure';

/** The runtime's own files, copied beside the plugin's; see webpack.shared.mjs. */
const files = {
  library: 'onnx-runtime.js',
  loader: 'onnx-runtime-loader.js',
  kernels: 'onnx-runtime.wasm',
} as const;

/**
 * Runs ONNX files in ONNX Runtime Web, which is loaded on the first one: it is larger than the rest of
 * the plugin.
 *
 * @param filesUrl folder of the plugin's files, with a trailing slash
 */
export function browserSessions(filesUrl: string): CreateSession {
  let loading: Promise<typeof OnnxRuntime> | undefined;
  return async (file) => {
    loading ??= loadRuntime(filesUrl);
    const runtime = await loading.catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    const session = await runtime.InferenceSession.create(file, { executionProviders: ['wasm'] });
    const [input] = session.inputNames;
    const { numThreads } = runtime.env.wasm;
    const { web, common } = runtime.env.versions;
    return {
      runtime: `ONNX Runtime Web ${web ?? common}, WebAssembly, ${
        numThreads === 1 ? '1 thread' : `${numThreads} threads`
      }`,
      outputNames: session.outputNames,
      async run({ dims, values }) {
        const results = await session.run({
          [input]: new runtime.Tensor('float32', values, dims),
        });
        return new Map(
          Object.entries(results).map(([name, tensor]) => [
            name,
            { dims: tensor.dims, values: tensor.data as Float32Array },
          ]),
        );
      },
      dispose: () => void session.release(),
    };
  };
}

async function loadRuntime(filesUrl: string): Promise<typeof OnnxRuntime> {
  const url = new URL(files.library, filesUrl).href;
  const runtime = (await import(/* webpackIgnore: true */ url).catch(() => {
    throw new LoadFailure(`ONNX Runtime Web could not be loaded from ${url}.`);
  })) as typeof OnnxRuntime;
  const { env } = runtime;
  env.logLevel = 'error';
  env.wasm.wasmPaths = {
    mjs: new URL(files.loader, filesUrl).href,
    wasm: new URL(files.kernels, filesUrl).href,
  };
  // Threads share memory, which browsers allow to isolated pages alone.
  env.wasm.numThreads = globalThis.crossOriginIsolated ? navigator.hardwareConcurrency : 1;
  return runtime;
}
