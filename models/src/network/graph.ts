/**
 * A network as plain data: an ordered list of nodes, each naming its inputs. Forward pass, input
 * gradient, counts and the trainable network are all built from the same list.
 */
import { sizeOf } from '../arrays';

/** Features of one image; vectors are [1, 1, channels]. */
export type FeatureShape = readonly [height: number, width: number, channels: number];

/** As in TensorFlow: 'same' pads with zeros to ceil(size / stride), 'valid' does not pad. */
export type Padding = 'valid' | 'same';

interface NodeBase {
  /** Unique in the graph; letters, digits and underscores, so that it is a valid layer name. */
  readonly name: string;
  readonly inputs: readonly string[];
  /** Of the output, without the batch axis. */
  readonly shape: FeatureShape;
}

/** Images: grey values in [0, 1], standardised to (x - mean) / std; or standardised before. */
interface InputNode extends NodeBase {
  readonly kind: 'input';
}

/** Convolution, then either batch normalisation or bias, then the activation. */
export interface ConvNode extends NodeBase {
  readonly kind: 'conv';
  readonly filters: number;
  readonly kernelSize: readonly [height: number, width: number];
  readonly stride: number;
  readonly padding: Padding;
  /** Batch normalisation with scale (gamma) and offset (beta); see {@link batchNormEpsilon}. */
  readonly batchNorm: boolean;
  readonly bias: boolean;
  readonly activation: 'relu' | 'linear';
}

export interface MaxPoolNode extends NodeBase {
  readonly kind: 'maxPool';
  readonly poolSize: number;
  readonly stride: number;
  readonly padding: Padding;
}

/** Along the channels. */
interface ConcatNode extends NodeBase {
  readonly kind: 'concat';
}

/** shortcut + scale * branch; inputs are [shortcut, branch]. */
export interface ResidualNode extends NodeBase {
  readonly kind: 'residual';
  readonly scale: number;
}

/** max(0, x). */
interface ReluNode extends NodeBase {
  readonly kind: 'relu';
}

/**
 * Twice as high and wide, bilinear with half-pixel centres and clamped edges: along each axis
 * out[2i] = x[i - 1] / 4 + 3 x[i] / 4 and out[2i + 1] = 3 x[i] / 4 + x[i + 1] / 4.
 */
interface UpsampleNode extends NodeBase {
  readonly kind: 'upsample';
}

/** Mean over height and width. */
interface GlobalAveragePoolNode extends NodeBase {
  readonly kind: 'globalAveragePool';
}

/** Keeps a value with probability `keep` in training; identity at inference. */
interface DropoutNode extends NodeBase {
  readonly kind: 'dropout';
  readonly keep: number;
}

/** Fully connected, with bias and no activation: its outputs are the logits. */
export interface DenseNode extends NodeBase {
  readonly kind: 'dense';
  readonly units: number;
}

export type GraphNode =
  | InputNode
  | ConvNode
  | MaxPoolNode
  | ConcatNode
  | ResidualNode
  | ReluNode
  | UpsampleNode
  | GlobalAveragePoolNode
  | DropoutNode
  | DenseNode;

/**
 * In topological order: first the input, last the logits, either a vector or a map of them.
 */
export interface NetworkGraph {
  readonly nodes: readonly GraphNode[];
}

/** Added to the variance, as in TensorFlow's release of the network. */
export const batchNormEpsilon = 0.001;

export interface WeightShape {
  readonly name: string;
  readonly shape: readonly number[];
}

/**
 * Name of the batch normalisation layer after a convolution, a layer of its own in a layers model;
 * its weights are `<this name>/gamma`, `beta`, `moving_mean`, `moving_variance`.
 */
export function batchNormName(convName: string): string {
  return `${convName}_bn`;
}

/**
 * Every weight of the network in graph order, named `<layer>/<weight>` as a layers model names them.
 * Kernels of convolutions are [height, width, channels in, filters], of dense layers [in, units].
 */
export function weightShapes(graph: NetworkGraph): WeightShape[] {
  const shapes = new Map(graph.nodes.map((node) => [node.name, node.shape]));
  return graph.nodes.flatMap((node) => weightShapesOf(node, shapes));
}

function weightShapesOf(node: GraphNode, shapes: Map<string, FeatureShape>): WeightShape[] {
  if (node.kind === 'dense') {
    return [
      { name: `${node.name}/kernel`, shape: [inputChannels(node, shapes), node.units] },
      { name: `${node.name}/bias`, shape: [node.units] },
    ];
  }
  if (node.kind !== 'conv') {
    return [];
  }
  const kernel = {
    name: `${node.name}/kernel`,
    shape: [...node.kernelSize, inputChannels(node, shapes), node.filters],
  };
  const perFilter = [
    ...(node.bias ? [`${node.name}/bias`] : []),
    ...(node.batchNorm
      ? ['gamma', 'beta', 'moving_mean', 'moving_variance'].map(
          (weight) => `${batchNormName(node.name)}/${weight}`,
        )
      : []),
  ];
  return [kernel, ...perFilter.map((name) => ({ name, shape: [node.filters] }))];
}

function inputChannels(node: GraphNode, shapes: Map<string, FeatureShape>): number {
  return shapes.get(node.inputs[0])![2];
}

/** Including the moving means and variances of batch normalisation. */
export function parameterCount(graph: NetworkGraph): number {
  return weightShapes(graph)
    .map(({ shape }) => sizeOf(shape))
    .reduce((sum, count) => sum + count, 0);
}

/** For one image, over convolutions and dense layers. */
export function multiplyAccumulates(graph: NetworkGraph): number {
  const shapes = new Map(graph.nodes.map((node) => [node.name, node.shape]));
  return graph.nodes
    .map((node) => {
      const [height, width, channels] = node.shape;
      if (node.kind === 'dense') {
        return inputChannels(node, shapes) * node.units;
      }
      if (node.kind !== 'conv') {
        return 0;
      }
      const window = node.kernelSize[0] * node.kernelSize[1] * inputChannels(node, shapes);
      return height * width * channels * window;
    })
    .reduce((sum, count) => sum + count, 0);
}
