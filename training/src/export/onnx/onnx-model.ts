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

/** Supported by ONNX Runtime 1.17 and newer. */
const opsetVersion = 17;
const irVersion = 8;

/** Names of the model's input and output. */
export const onnxInput = 'images';
export const onnxOutput = 'logits';

export interface OnnxDescription {
  /** doc_string of the model. */
  readonly text: string;
  /** Custom metadata by key. */
  readonly metadata: Readonly<Record<string, string>>;
}

/**
 * ONNX file of a network: `images` (grey values in [0, 1], or standardised where the network reads
 * images that are; [n, channels, height, width]) to `logits`, a vector [n, outputs] or a map
 * [n, outputs, height, width]. Batch normalisation, residual scales and standardisation are folded into
 * the convolutions, as in the viewer.
 *
 * @param weights one for each of weightShapes(graph)
 * @throws Error naming a missing weight
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
      initializer: [
        ...graph.nodes.flatMap((node) => constants(node, folded)),
        ...(graph.nodes.some(({ kind }) => kind === 'upsample') ? [upsampleScales] : []),
      ],
      input: [value(onnxInput, ['n', channels, height, width])],
      output: [value(onnxOutput, ['n', ...outputDimensions(last)])],
    },
  });
}

/**
 * Tensor names of the nodes' outputs in the file; dropout is the identity and has no output of its
 * own.
 */
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
    case 'upsample': {
      const settings = [
        attribute('mode', 'linear'),
        attribute('coordinate_transformation_mode', 'half_pixel'),
      ];
      // The second input, a region of interest, is left out.
      const inputs = [input[0], '', upsampleScales.name];
      return [{ name, opType: 'Resize', input: inputs, output, attribute: settings }];
    }
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
 * ONNX pads [top, left, bottom, right]. TensorFlow's 'same' padding pads for ceil(input / stride)
 * windows and puts an odd pad at the end.
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

/** Factors of [n, channels, height, width]. */
const upsampleScales = constant('upsample/scales', [4], Float32Array.of(1, 1, 2, 2));

/** Of one image: a dense layer gives a vector, everything else a map. */
function outputDimensions({ kind, shape: [height, width, channels] }: GraphNode): number[] {
  return kind === 'dense' ? [channels] : [channels, height, width];
}

/**
 * Kernels in ONNX's order: [filters, channels, height, width]; [channels, units] for a dense layer.
 */
function constants(
  { name, kind }: GraphNode,
  folded: ReadonlyMap<string, ConvWeights>,
): OnnxTensor[] {
  const conv = folded.get(name);
  if (!conv) {
    return [];
  }
  const { kernel, bias } = conv;
  const isDense = kind === 'dense';
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
  const transposed = new Float32Array(values.length);
  for (let tap = 0; tap < taps; tap++) {
    for (let channel = 0; channel < channels; channel++) {
      for (let filter = 0; filter < filters; filter++) {
        transposed[(filter * channels + channel) * taps + tap] =
          values[(tap * channels + channel) * filters + filter];
      }
    }
  }
  return transposed;
}
