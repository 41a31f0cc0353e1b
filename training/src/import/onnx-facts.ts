import { UserError } from '@echonet/command-line';
import { decodeOnnx } from '../export/onnx/onnx-schema';

/** What the importer says of an ONNX file before anything runs it. */
export interface OnnxFacts {
  readonly opset: number;
  /** Of all nodes, each once, in alphabetical order. */
  readonly operators: readonly string[];
  /** By what it was exported. */
  readonly producer: string;
  readonly parameters: number;
}

/** Domains of operators that ONNX Runtime Web has; '' is the standard's. */
const knownDomains = ['', 'ai.onnx', 'com.microsoft'];

/**
 * @param name of the file, for messages
 * @throws UserError when it is no ONNX file, has its weights elsewhere, or uses operators of others
 */
export function onnxFacts(bytes: Uint8Array, name: string): OnnxFacts {
  const model = decoded(bytes, name);
  const { graph, opsetImport } = model;
  const external = graph.initializer.find(({ externalData }) => (externalData?.length ?? 0) > 0);
  if (external) {
    const location = external.externalData?.find(({ key }) => key === 'location')?.value;
    throw new UserError(
      `${name} has its weights in another file (${location ?? 'not named'}), and the viewer reads ` +
        'one file. Save it whole, in Python: import onnx; ' +
        'onnx.save(onnx.load("model.onnx"), "whole.onnx").',
    );
  }
  const foreign = graph.node.find(({ domain }) => !knownDomains.includes(domain ?? ''));
  if (foreign) {
    throw new UserError(
      `${name} uses the operator ${foreign.opType} of ${foreign.domain}, which browsers cannot run. ` +
        'Export it again with standard operators alone (opset 17; docs/IMPORT.md).',
    );
  }
  const standard = opsetImport.find(({ domain }) => !domain || domain === 'ai.onnx');
  if (!standard) {
    throw new UserError(`${name} does not say which version of ONNX's operators it uses.`);
  }
  return {
    opset: standard.version,
    operators: [...new Set(graph.node.map(({ opType }) => opType))].sort(),
    producer: model.producerName,
    parameters: graph.initializer.reduce((sum, { dims }) => sum + product(dims), 0),
  };
}

function decoded(bytes: Uint8Array, name: string) {
  try {
    const model = decodeOnnx(bytes);
    if (model.graph?.node?.length > 0) {
      return model;
    }
  } catch {
    // Said below.
  }
  throw new UserError(
    `${name} is no ONNX file, or it was cut off: it holds no network. A PyTorch checkpoint must be ` +
      'exported first (docs/IMPORT.md).',
  );
}

function product(dims: readonly number[]): number {
  return dims.reduce((all, length) => all * length, 1);
}
