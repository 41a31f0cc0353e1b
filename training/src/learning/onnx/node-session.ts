import type * as OnnxRuntime from 'onnxruntime-web';
import { nodeWindowEngine } from '@echonet/engine/node';
import { preferEngine, type OnnxSession } from '@echonet/models';

/** Input or output of an ONNX file; a dimension is a length, or the name of one that may vary. */
export interface TensorFacts {
  readonly name: string;
  readonly type: string;
  readonly shape: readonly (number | string)[];
}

/** An ONNX file in the same ONNX Runtime as the viewer's, in Node. */
export interface NodeSession extends OnnxSession {
  readonly inputs: readonly TensorFacts[];
  readonly outputs: readonly TensorFacts[];
}

/**
 * @throws Error of ONNX Runtime when it cannot run the file: names the operator
 */
export async function createNodeSession(file: Uint8Array | ArrayBuffer): Promise<NodeSession> {
  // Only programs that run an ONNX file load the runtime's 14 MB.
  const ort = await import('onnxruntime-web');
  // Threads would need their own files of the runtime; import runs one window.
  ort.env.wasm.numThreads = 1;
  ort.env.logLevel = 'error';
  const session = await ort.InferenceSession.create(new Uint8Array(file), {
    executionProviders: ['wasm'],
  });
  const [input] = session.inputNames;
  return {
    runtime: `ONNX Runtime Web ${ort.env.versions.web ?? ort.env.versions.common}, WebAssembly, Node`,
    inputs: session.inputMetadata.map(factsOf),
    outputs: session.outputMetadata.map(factsOf),
    outputNames: session.outputNames,
    async run({ dims, values }) {
      const results = await session.run({ [input]: new ort.Tensor('float32', values, dims) });
      return new Map(
        Object.entries(results).map(([name, tensor]) => [
          name,
          { dims: tensor.dims, values: tensor.data as Float32Array },
        ]),
      );
    },
    dispose: () => void session.release(),
  };
}

/** On the project's own engine where the model's folder has a plan for it; else as createNodeSession. */
export const createFolderSession = preferEngine(createNodeSession, () =>
  nodeWindowEngine({ threads: 1 }),
);

function factsOf(value: OnnxRuntime.InferenceSession.ValueMetadata): TensorFacts {
  return value.isTensor
    ? { name: value.name, type: value.type, shape: value.shape }
    : { name: value.name, type: 'no tensor', shape: [] };
}
