import type { FeatureShape, GraphNode, NetworkGraph } from '@echonet/models';
import { featureBuffer, wholeBuffer, type Features } from './features';

/** Features of each node's result, by node name. */
export type Places = ReadonlyMap<string, Features>;

/** Consumers of each node, by node name. */
export type Readers = ReadonlyMap<string, readonly GraphNode[]>;

export function readersOf({ nodes }: NetworkGraph): Readers {
  const readers = new Map<string, GraphNode[]>(nodes.map(({ name }) => [name, []]));
  for (const node of nodes) {
    for (const input of node.inputs) {
      readers.get(input)!.push(node);
    }
  }
  return readers;
}

/** The single consumer of a node, if it is of that kind. */
export function onlyReader(
  { name }: GraphNode,
  kind: GraphNode['kind'],
  readers: Readers,
): GraphNode | undefined {
  const reading = readers.get(name)!;
  return reading.length === 1 && reading[0].kind === kind ? reading[0] : undefined;
}

/**
 * Places every result: branches write directly into their concatenation, and a residual sum with
 * its relu takes the place of the convolution or upsampling before it.
 *
 * @throws Error naming a node that does not fit; the architectures of models have none
 */
export function placeResults(graph: NetworkGraph, readers: Readers): Places {
  const nodes = new Map(graph.nodes.map((node) => [node.name, node]));
  const places = new Map<string, Features>();
  for (const node of graph.nodes) {
    if (places.has(node.name)) {
      continue;
    }
    if (node.kind === 'dropout') {
      places.set(node.name, places.get(node.inputs[0])!);
    } else if (node.kind === 'concat' || node.kind === 'residual' || node.kind === 'relu') {
      throw new Error(`${node.name} takes in what something else reads too.`);
    } else {
      placeResult(node);
    }
  }
  return places;

  function placeResult(node: GraphNode): void {
    const residual = onlyReader(node, 'residual', readers);
    const mayAdd = node.kind === 'conv' || node.kind === 'upsample';
    if (mayAdd && residual && residual.inputs[1] === node.name) {
      const relu = onlyReader(residual, 'relu', readers);
      const features = newFeatures(node.shape);
      for (const { name } of [node, residual, ...(relu ? [relu] : [])]) {
        places.set(name, features);
      }
      return;
    }
    const concat = onlyReader(node, 'concat', readers);
    if (!concat && readers.get(node.name)!.some(({ kind }) => kind === 'concat')) {
      throw new Error(`${node.name} is concatenated and read by something else too.`);
    }
    if (concat) {
      placeInConcatenation(node, concat);
    } else {
      places.set(node.name, newFeatures(node.shape));
    }
  }

  function placeInConcatenation(node: GraphNode, concat: GraphNode): void {
    if (!places.has(concat.name)) {
      places.set(concat.name, newFeatures(concat.shape));
    }
    const { buffer } = places.get(concat.name)!;
    const before = concat.inputs.slice(0, concat.inputs.indexOf(node.name));
    const firstChannel = before.reduce((sum, name) => sum + nodes.get(name)!.shape[2], 0);
    places.set(node.name, { buffer, firstChannel, channels: node.shape[2] });
  }
}

function newFeatures(shape: FeatureShape): Features {
  return wholeBuffer(featureBuffer(shape));
}
