import type { ConvNode, DenseNode, GraphNode, MaxPoolNode, NetworkGraph } from '@echonet/models';
import { widenBorder, type FeatureBuffer, type Features } from './features';
import { convAxes, forwardBorder, type ConvAxes } from './geometry';
import { onlyReader, placeResults, readersOf, type Places, type Readers } from './placement';

/** Convolution, bias, shortcut and relu in one. */
export interface ConvOperation {
  readonly kind: 'conv';
  /** Name of the convolution or dense layer with the weights. */
  readonly name: string;
  readonly input: Features;
  readonly output: Features;
  readonly addend?: Features;
  readonly relu: boolean;
  readonly axes: ConvAxes;
}

/** Maximum of each window, without padding. */
export interface MaxPoolOperation {
  readonly kind: 'maxPool';
  readonly name: string;
  readonly input: Features;
  readonly output: Features;
  readonly poolSize: number;
  readonly stride: number;
}

export interface AverageOperation {
  readonly kind: 'average';
  readonly name: string;
  readonly input: Features;
  readonly output: Features;
}

/** Upsampling, shortcut and relu in one. */
export interface UpsampleOperation {
  readonly kind: 'upsample';
  readonly name: string;
  readonly input: Features;
  readonly output: Features;
  readonly addend?: Features;
  readonly relu: boolean;
}

/** One operation implements one or more nodes of the graph. */
export type Operation = ConvOperation | MaxPoolOperation | AverageOperation | UpsampleOperation;

/** A network as operations in topological order. */
export interface OperationList {
  readonly input: FeatureBuffer;
  readonly logits: FeatureBuffer;
  readonly operations: readonly Operation[];
}

/**
 * Fuses the graph's nodes into operations (see {@link placeResults}): the convolution or upsampling
 * before a residual sum also adds the shortcut and applies relu. Independent operations are adjacent, so
 * that threads share them without waiting.
 *
 * @throws Error naming a node that this engine cannot compute
 */
export function listOperations(graph: NetworkGraph): OperationList {
  const readers = readersOf(graph);
  const places = placeResults(graph, readers);
  const operations = graph.nodes.flatMap((node) => operationsOf(node, readers, places));
  const [first, last] = [graph.nodes[0], graph.nodes[graph.nodes.length - 1]];
  return {
    input: places.get(first.name)!.buffer,
    logits: places.get(last.name)!.buffer,
    operations: byDepth(operations),
  };
}

/** None for nodes that are part of another operation. */
function operationsOf(node: GraphNode, readers: Readers, places: Places): Operation[] {
  switch (node.kind) {
    case 'conv':
    case 'dense':
      return [convOperation(node, readers, places)];
    case 'maxPool':
      return [maxPoolOperation(node, places)];
    case 'upsample': {
      const sum = sumAfter(node, readers, places) ?? { relu: false };
      return [{ kind: 'upsample', ...placesOf(node, places), ...sum }];
    }
    case 'globalAveragePool':
      return [{ kind: 'average', ...placesOf(node, places) }];
    case 'input':
    case 'concat':
    case 'residual':
    case 'relu':
    case 'dropout':
      return [];
  }
}

function placesOf({ name, inputs }: GraphNode, places: Places) {
  return { name, input: places.get(inputs[0])!, output: places.get(name)! };
}

function convOperation(
  node: ConvNode | DenseNode,
  readers: Readers,
  places: Places,
): ConvOperation {
  const features = placesOf(node, places);
  const axes = convAxes(node, features.input.buffer.shape);
  widenBorder(features.input.buffer, forwardBorder(axes));
  const sum = sumAfter(node, readers, places);
  return {
    kind: 'conv',
    ...features,
    axes,
    ...(sum ?? { relu: node.kind === 'conv' && node.activation === 'relu' }),
  };
}

/** The residual sum that takes in a node's result as its branch, and whether relu follows. */
function sumAfter(node: GraphNode, readers: Readers, places: Places) {
  const residual = onlyReader(node, 'residual', readers);
  if (residual?.inputs[1] !== node.name) {
    return undefined;
  }
  const relu = onlyReader(residual, 'relu', readers) !== undefined;
  return { addend: places.get(residual.inputs[0])!, relu };
}

function maxPoolOperation(node: MaxPoolNode, places: Places): MaxPoolOperation {
  if (node.padding !== 'valid') {
    throw new Error(`${node.name} pads what it pools.`);
  }
  const { poolSize, stride } = node;
  return { kind: 'maxPool', ...placesOf(node, places), poolSize, stride };
}

/** By depth: the longest chain of operations before each. */
function byDepth(operations: readonly Operation[]): Operation[] {
  const depths = new Map<FeatureBuffer, number>();
  const depthOf = ({ buffer }: Features) => depths.get(buffer) ?? 0;
  const withDepths = operations.map((operation) => {
    const reads = [operation.input, ...(isSum(operation) ? [operation.addend] : [])];
    const depth = 1 + Math.max(...reads.map(depthOf));
    const { output } = operation;
    depths.set(output.buffer, Math.max(depth, depthOf(output)));
    return { operation, depth };
  });
  return withDepths.sort((a, b) => a.depth - b.depth).map(({ operation }) => operation);
}

export function isSum(
  operation: Operation,
): operation is (ConvOperation | UpsampleOperation) & { addend: Features } {
  return 'addend' in operation && operation.addend !== undefined;
}
