import * as tfl from '@tensorflow/tfjs-layers';
import * as tf from '@tensorflow/tfjs-core';
import { group } from 'd3-array';
import {
  batchNormEpsilon,
  batchNormName,
  weightShapes,
  type ConvNode,
  type GraphNode,
  type NetworkGraph,
} from '@echonet/models';

/**
 * Content of model.json as LayersModel.save writes it. Built-in Keras layers cannot express a network
 * with an upsampling, whose half-pixel centres they lack: its topology is null, and the file lists
 * the weights alone, which is all that loadModel reads of it.
 *
 * @param weightsManifest the weight files, and the weights in them in graph order
 */
export function layersModelJson(
  graph: NetworkGraph,
  weightsManifest: tf.io.WeightsManifestConfig,
): object {
  const hasUpsampling = graph.nodes.some(({ kind }) => kind === 'upsample');
  return {
    modelTopology: hasUpsampling ? null : topologyOf(graph),
    format: 'layers-model',
    generatedBy: `TensorFlow.js tfjs-layers v${tf.version_core}`,
    convertedBy: null,
    weightsManifest,
  };
}

function topologyOf(graph: NetworkGraph): object {
  const model = buildLayersModel(graph);
  try {
    return model.toJSON(undefined, false) as object;
  } finally {
    model.dispose();
  }
}

/**
 * The network as a layers model of built-in Keras layers, which tf.loadLayersModel opens. Input:
 * standardised images. Weight names are those of weightShapes; {@link setLayersWeights} sets the
 * values.
 *
 * @throws Error when the network has an upsampling
 */
export function buildLayersModel(graph: NetworkGraph): tfl.LayersModel {
  const outputs = new Map<string, tfl.SymbolicTensor>();
  let input: tfl.SymbolicTensor | undefined;
  let last: tfl.SymbolicTensor | undefined;
  for (const node of graph.nodes) {
    if (node.kind === 'input') {
      last = input = tfl.input({ shape: [...node.shape], name: node.name });
    } else {
      last = applyNode(
        node,
        node.inputs.map((name) => outputs.get(name)!),
        graph,
      );
    }
    outputs.set(node.name, last);
  }
  return tfl.model({ inputs: input!, outputs: last!, name: 'echonet' });
}

export function setLayersWeights(
  model: tfl.LayersModel,
  graph: NetworkGraph,
  weights: ReadonlyMap<string, tf.Tensor>,
): void {
  const byLayer = group(weightShapes(graph), ({ name }) => name.slice(0, name.lastIndexOf('/')));
  for (const [layer, ofLayer] of byLayer) {
    model.getLayer(layer).setWeights(ofLayer.map(({ name }) => weights.get(name)!));
  }
}

function applyNode(
  node: Exclude<GraphNode, { kind: 'input' }>,
  inputs: tfl.SymbolicTensor[],
  graph: NetworkGraph,
): tfl.SymbolicTensor {
  const { layers } = tfl;
  const { name } = node;
  const one = (layer: tfl.layers.Layer, to: tfl.SymbolicTensor | tfl.SymbolicTensor[]) =>
    layer.apply(to) as tfl.SymbolicTensor;
  switch (node.kind) {
    case 'conv':
      return convolution(node, inputs[0]);
    case 'maxPool': {
      const { poolSize, stride: strides, padding } = node;
      return one(layers.maxPooling2d({ name, poolSize, strides, padding }), inputs[0]);
    }
    case 'concat':
      return one(layers.concatenate({ name, axis: 3 }), inputs);
    case 'residual': {
      const [shortcut, branch] = inputs;
      const scaled = one(
        layers.rescaling({ name: `${name}_scale`, scale: node.scale, offset: 0 }),
        branch,
      );
      return one(layers.add({ name }), [shortcut, scaled]);
    }
    case 'relu':
      return one(layers.reLU({ name }), inputs[0]);
    case 'upsample':
      throw new Error(`${name} has half-pixel centres, which no Keras layer has.`);
    case 'globalAveragePool':
      // Keras' own global average is a vector, which neither concatenates nor convolves as maps do.
      return isReadAsMap(node, graph)
        ? one(layers.averagePooling2d({ name, poolSize: poolSizeOf(inputs[0]) }), inputs[0])
        : one(layers.globalAveragePooling2d({ name }), inputs[0]);
    case 'dropout':
      return one(layers.dropout({ name, rate: 1 - node.keep }), inputs[0]);
    case 'dense': {
      const isMap = inputs[0].shape.length > 2;
      const vector = isMap
        ? one(layers.flatten({ name: `${name}_flatten` }), inputs[0])
        : inputs[0];
      return one(layers.dense({ name, units: node.units }), vector);
    }
  }
}

/** Whether something else than a dense layer reads the node, dropouts aside. */
function isReadAsMap({ name }: GraphNode, graph: NetworkGraph): boolean {
  return graph.nodes
    .filter(({ inputs }) => inputs.includes(name))
    .some((reader) =>
      reader.kind === 'dropout' ? isReadAsMap(reader, graph) : reader.kind !== 'dense',
    );
}

function poolSizeOf({ shape: [, height, width] }: tfl.SymbolicTensor): [number, number] {
  return [height!, width!];
}

function convolution(node: ConvNode, input: tfl.SymbolicTensor): tfl.SymbolicTensor {
  const { name, filters, kernelSize, stride, padding, bias } = node;
  const { layers } = tfl;
  let x = layers
    .conv2d({
      name,
      filters,
      kernelSize: [...kernelSize] as [number, number],
      strides: stride,
      padding,
      useBias: bias,
    })
    .apply(input) as tfl.SymbolicTensor;
  if (node.batchNorm) {
    const normalisation = layers.batchNormalization({
      name: batchNormName(name),
      epsilon: batchNormEpsilon,
    });
    x = normalisation.apply(x) as tfl.SymbolicTensor;
  }
  if (node.activation === 'linear') {
    return x;
  }
  return layers.reLU({ name: `${name}_relu` }).apply(x) as tfl.SymbolicTensor;
}
