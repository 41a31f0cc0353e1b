import {
  foldWeights,
  type ConvNode,
  type ConvWeights,
  type FeatureShape,
  type GraphNode,
  type NetworkGraph,
  type NetworkWeights,
  type Standardisation,
} from '@echonet/models';
import {
  attribute,
  constant,
  encodeOnnx,
  value,
  type OnnxNode,
  type OnnxTensor,
} from './onnx-schema';

/** Understood by ONNX Runtime 1.17 and newer, and by everything that has come since 2022. */
const opsetVersion = 17;
const irVersion = 8;

/** Names of what goes in and comes out. */
export const onnxInput = 'images';
export const onnxOutput = 'logits';

/** What the file says about itself. */
export interface OnnxDescription {
  /** A sentence or two for whoever opens the file. */
  readonly text: string;
  /** Key and value pairs that ONNX Runtime hands on as custom metadata. */
  readonly metadata: Readonly<Record<string, string>>;
}

/**
 * A network as an ONNX file: `images` [n, channels, height, width] of grey values in [0, 1] to `logits`
 * [n, outputs]. Batch normalisation, residual scales and standardisation are folded into the
 * convolutions, exactly as the viewer runs them.
 *
 * @param weights one for each of weightShapes(graph).
 * @throws Error naming a weight that is missing.
 */
export function onnxModel(
  graph: NetworkGraph,
  weights: NetworkWeights,
  standardisation: Standardisation,
  { text, metadata }: OnnxDescription,
): Uint8Array<ArrayBuffer> {
  const folded = foldWeights(graph, weights, standardisation);
  const shapes = new Map(graph.nodes.map(({ name, shape }) => [name, shape]));
  const [first, last] = [graph.nodes[0], graph.nodes[graph.nodes.length - 1]];
  const results = resultNames(graph);
  const [height, width, channels] = first.shape;
  return encodeOnnx({
    irVersion,
    producerName: 'EchoNet for OHIF',
    docString: text,
    opsetImport: [{ domain: '', version: opsetVersion }],
    metadataProps: Object.entries(metadata).map(([key, entry]) => ({ key, value: entry })),
    graph: {
      name: 'echonet',
      node: graph.nodes.flatMap((node) => onnxNodes(node, results, shapes)),
      initializer: [...folded].flatMap(([name, conv]) => constants(name, conv, name === last.name)),
      input: [value(onnxInput, ['n', channels, height, width])],
      output: [value(onnxOutput, ['n', last.shape[2]])],
    },
  });
}

/** What each node's result is called in the file; dropout does nothing and has no result. */
function resultNames({ nodes }: NetworkGraph): Map<string, string> {
  const names = new Map<string, string>();
  nodes.forEach((node, i) => {
    if (i === 0) {
      names.set(node.name, onnxInput);
    } else if (i === nodes.length - 1) {
      names.set(node.name, onnxOutput);
    } else if (node.kind === 'dropout') {
      names.set(node.name, names.get(node.inputs[0])!);
    } else {
      names.set(node.name, node.name);
    }
  });
  return names;
}

function onnxNodes(
  node: GraphNode,
  results: ReadonlyMap<string, string>,
  shapes: ReadonlyMap<string, FeatureShape>,
): OnnxNode[] {
  const { name } = node;
  const input = node.inputs.map((from) => results.get(from)!);
  const output = [results.get(name)!];
  switch (node.kind) {
    case 'input':
    case 'dropout':
      return [];
    case 'conv':
      return convNodes(node, input[0], output[0], shapes.get(node.inputs[0])!);
    case 'maxPool': {
      const window = [node.poolSize, node.poolSize];
      const strides = [node.stride, node.stride];
      const settings = [attribute('kernel_shape', window), attribute('strides', strides)];
      return [{ name, opType: 'MaxPool', input, output, attribute: settings }];
    }
    case 'concat':
      return [{ name, opType: 'Concat', input, output, attribute: [attribute('axis', 1)] }];
    case 'residual':
      return [{ name, opType: 'Add', input, output }];
    case 'relu':
      return [{ name, opType: 'Relu', input, output }];
    case 'globalAveragePool':
      return [{ name, opType: 'GlobalAveragePool', input, output }];
    case 'dense': {
      const flat = `${name}/flat`;
      return [
        { name: flat, opType: 'Flatten', input, output: [flat], attribute: [attribute('axis', 1)] },
        { name, opType: 'Gemm', input: [flat, `${name}/kernel`, `${name}/bias`], output },
      ];
    }
  }
}

function convNodes(
  node: ConvNode,
  from: string,
  output: string,
  inputShape: FeatureShape,
): OnnxNode[] {
  const { name, kernelSize, stride, activation } = node;
  const sum = activation === 'relu' ? `${name}/sum` : output;
  const conv: OnnxNode = {
    name,
    opType: 'Conv',
    input: [from, `${name}/kernel`, `${name}/bias`],
    output: [sum],
    attribute: [
      attribute('kernel_shape', kernelSize),
      attribute('strides', [stride, stride]),
      attribute('pads', padsOf(node, inputShape)),
    ],
  };
  if (activation !== 'relu') {
    return [conv];
  }
  return [conv, { name: `${name}/relu`, opType: 'Relu', input: [sum], output: [output] }];
}

/**
 * Zeros before the rows and columns, then behind them: TensorFlow's 'same' padding, as many as
 * ceil(input / stride) windows need, and the odd one behind.
 */
function padsOf({ kernelSize, stride, padding, shape }: ConvNode, inputShape: FeatureShape) {
  const [rows, columns] = [0, 1].map((axis) => {
    if (padding !== 'same') {
      return [0, 0];
    }
    const needed = (shape[axis] - 1) * stride + kernelSize[axis] - inputShape[axis];
    const before = Math.floor(Math.max(0, needed) / 2);
    return [before, Math.max(0, needed) - before];
  });
  return [rows[0], columns[0], rows[1], columns[1]];
}

/** Kernels as ONNX has them: [filters, channels, height, width], and [channels, units] when dense. */
function constants(name: string, { kernel, bias }: ConvWeights, isDense: boolean): OnnxTensor[] {
  const [height, width, channels, filters] = kernel.shape;
  const named = [`${name}/kernel`, `${name}/bias`] as const;
  return [
    isDense
      ? constant(named[0], [channels, filters], kernel.values)
      : constant(named[0], [filters, channels, height, width], filtersFirst(kernel)),
    constant(named[1], [filters], bias),
  ];
}

function filtersFirst({ shape, values }: ConvWeights['kernel']): Float32Array {
  const [height, width, channels, filters] = shape;
  const taps = height * width;
  const turned = new Float32Array(values.length);
  for (let tap = 0; tap < taps; tap++) {
    for (let channel = 0; channel < channels; channel++) {
      for (let filter = 0; filter < filters; filter++) {
        turned[(filter * channels + channel) * taps + tap] =
          values[(tap * channels + channel) * filters + filter];
      }
    }
  }
  return turned;
}
