import type * as OnnxRuntime from 'onnxruntime-web';
import type { CreateSession, OnnxSession } from '@echonet/models';
import type { BackendName } from '../../config';
import { backendFaultOf } from '../backend-fault';
import { LoadFailure } from '../load-failure';

type Provider = 'wasm' | 'webgpu';
type Runtime = Pick<typeof OnnxRuntime, 'env' | 'InferenceSession' | 'Tensor'>;

/** Loads the runtime of a provider. @throws LoadFailure */
export type LoadRuntime = (filesUrl: string, provider: Provider) => Promise<Runtime>;

/**
 * @param filesUrl folder of the plugin's files, with a trailing slash
 * @param backend on which the other networks run
 */
export type CreateSessions = (filesUrl: string, backend: BackendName) => CreateSession;

/** The runtime's own files, copied beside the plugin's; see webpack.shared.mjs. */
const files = {
  wasm: {
    library: 'onnx-runtime.js',
    loader: 'onnx-runtime-loader.js',
    kernels: 'onnx-runtime.wasm',
  },
  webgpu: {
    library: 'onnx-runtime-webgpu.js',
    loader: 'onnx-runtime-webgpu-loader.js',
    kernels: 'onnx-runtime-webgpu.wasm',
  },
} as const;

/**
 * Runs ONNX files in ONNX Runtime Web, which is loaded on the first one: it is larger than the rest of
 * the plugin. Where the other networks run on WebGPU, so does an ONNX file, if its recorded answer comes
 * there: wrong numbers are known of some convolutions.
 *
 * @param load replaced in tests
 */
export function browserSessions(
  filesUrl: string,
  backend: BackendName,
  load: LoadRuntime = loadRuntime,
): CreateSession {
  const loading = new Map<Provider, Promise<Runtime>>();
  const runtimeOf = (provider: Provider) => {
    const known = loading.get(provider) ?? load(filesUrl, provider);
    loading.set(provider, known);
    return known.catch((error: unknown) => {
      loading.delete(provider);
      throw error;
    });
  };
  return async (file, isRight) => {
    if (backend !== 'webgpu') {
      return openSession(await runtimeOf('wasm'), 'wasm', file);
    }
    const onGpu = await runtimeOf('webgpu')
      .then((runtime) => openSession(runtime, 'webgpu', file))
      .catch(() => undefined);
    if (onGpu && (await isRight(onGpu))) {
      return onGpu;
    }
    onGpu?.dispose();
    const why = onGpu ? 'WebGPU gives another answer' : 'WebGPU cannot run it';
    return openSession(await runtimeOf('wasm'), 'wasm', file, why);
  };
}

/** @param why WebGPU is not used */
async function openSession(
  runtime: Runtime,
  provider: Provider,
  file: ArrayBuffer,
  why?: string,
): Promise<OnnxSession> {
  const session = await runtime.InferenceSession.create(file, { executionProviders: [provider] });
  const [input] = session.inputNames;
  let last: Promise<unknown> = Promise.resolve();
  return {
    runtime: titleOf(runtime, provider, why),
    outputNames: session.outputNames,
    run({ dims, values }) {
      // On WebGPU a session refuses a run while another is in work.
      const run = last.then(async () => {
        const results = await session.run({
          [input]: new runtime.Tensor('float32', values, dims),
        });
        return new Map(
          Object.entries(results).map(([name, tensor]) => [
            name,
            { dims: tensor.dims, values: tensor.data as Float32Array },
          ]),
        );
      });
      last = run.catch(() => undefined);
      return provider === 'webgpu' ? run.catch(throwBackendFault) : run;
    },
    dispose: () => void session.release(),
  };
}

/** The device was lost or has no memory left: the worker starts again on another backend. */
function throwBackendFault(error: unknown): never {
  throw backendFaultOf(error);
}

function titleOf({ env }: Runtime, provider: Provider, why: string | undefined): string {
  const { web, common } = env.versions;
  const { numThreads } = env.wasm;
  const threads = numThreads === 1 ? '1 thread' : `${numThreads} threads`;
  const device = provider === 'webgpu' ? 'WebGPU' : `WebAssembly, ${threads}`;
  return `ONNX Runtime Web ${web ?? common}, ${device}${why === undefined ? '' : ` (${why})`}`;
}

async function loadRuntime(filesUrl: string, provider: Provider): Promise<Runtime> {
  const { library, loader, kernels } = files[provider];
  const url = new URL(library, filesUrl).href;
  const runtime = (await import(/* webpackIgnore: true */ url).catch(() => {
    throw new LoadFailure(`ONNX Runtime Web could not be loaded from ${url}.`);
  })) as Runtime;
  const { env } = runtime;
  env.logLevel = 'error';
  env.wasm.wasmPaths = {
    mjs: new URL(loader, filesUrl).href,
    wasm: new URL(kernels, filesUrl).href,
  };
  // Threads share memory, which browsers allow to isolated pages alone.
  env.wasm.numThreads = globalThis.crossOriginIsolated ? navigator.hardwareConcurrency : 1;
  return runtime;
}
