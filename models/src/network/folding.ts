import * as tf from '@tensorflow/tfjs-core';
import { batchNormEpsilon, batchNormName } from './graph';
import type { ConvNode, DenseNode, NetworkGraph, ResidualNode } from './graph';

/** What one convolution (or the dense layer, as a 1x1 convolution) needs to run. */
export interface ConvWeights {
  /** [height, width, channels in, filters]. */
  readonly kernel: tf.Tensor4D;
  /** [filters]. */
  readonly bias: tf.Tensor1D;
}

/** The network reads (grey - mean) / std. */
export interface Standardisation {
  readonly mean: number;
  readonly std: number;
}

/**
 * Turns every convolution with what surrounds it into one kernel and one bias, so that nothing but
 * convolutions, pools, joins and sums is left to do per picture:
 * - batch normalisation: kernel * gamma / sqrt(variance + epsilon), and the offset into the bias;
 * - the scale of a residual into the projection before it;
 * - the standardisation of the input into the convolutions that read it.
 *
 * The tensors returned are kept beyond any tf.tidy and belong to the caller; `weights` stay as they
 * are.
 *
 * @param weights one tensor for each of weightShapes(graph).
 */
export function foldWeights(
  graph: NetworkGraph,
  weights: ReadonlyMap<string, tf.Tensor>,
  standardisation: Standardisation,
): Map<string, ConvWeights> {
  const residualOf = residualsByBranch(graph);
  const inputName = graph.nodes[0].name;
  const folded = new Map<string, ConvWeights>();
  for (const node of graph.nodes) {
    if (node.kind !== 'conv' && node.kind !== 'dense') continue;
    const { kernel, bias } = tf.tidy(() => {
      let conv = node.kind === 'dense' ? denseAsConv(node, weights) : normalised(node, weights);
      const residual = residualOf.get(node.name);
      if (residual) conv = scaled(conv, residual.scale);
      if (node.inputs[0] === inputName) conv = standardised(node, conv, standardisation);
      return { kernel: conv.kernel, bias: conv.bias };
    });
    folded.set(node.name, { kernel: tf.keep(kernel), bias: tf.keep(bias) });
  }
  return folded;
}

/** Residual nodes by the name of the linear convolution whose output they scale and add. */
function residualsByBranch(graph: NetworkGraph): Map<string, ResidualNode> {
  const residuals = new Map<string, ResidualNode>();
  for (const node of graph.nodes) {
    if (node.kind !== 'residual') continue;
    const branch = graph.nodes.find(({ name }) => name === node.inputs[1]);
    const readers = graph.nodes.filter(({ inputs }) => inputs.includes(node.inputs[1]));
    if (branch?.kind !== 'conv' || branch.activation !== 'linear' || readers.length > 1) {
      throw new Error(`${node.name} must add the output of a linear convolution of its own.`);
    }
    residuals.set(branch.name, node);
  }
  return residuals;
}

function denseAsConv(node: DenseNode, weights: ReadonlyMap<string, tf.Tensor>): ConvWeights {
  const kernel = weightOf(weights, `${node.name}/kernel`);
  return {
    kernel: tf.reshape(kernel, [1, 1, kernel.shape[0], node.units]),
    bias: tf.clone(weightOf<tf.Tensor1D>(weights, `${node.name}/bias`)),
  };
}

function normalised(node: ConvNode, weights: ReadonlyMap<string, tf.Tensor>): ConvWeights {
  const kernel = weightOf<tf.Tensor4D>(weights, `${node.name}/kernel`);
  const bias = node.bias
    ? weightOf<tf.Tensor1D>(weights, `${node.name}/bias`)
    : tf.zeros<tf.Rank.R1>([node.filters]);
  if (!node.batchNorm) return { kernel: tf.clone(kernel), bias: tf.clone(bias) };
  const [gamma, beta, mean, variance] = ['gamma', 'beta', 'moving_mean', 'moving_variance'].map(
    (name) => weightOf<tf.Tensor1D>(weights, `${batchNormName(node.name)}/${name}`),
  );
  const factor = tf.div(gamma, tf.sqrt(tf.add(variance, batchNormEpsilon)));
  return {
    kernel: tf.mul(kernel, factor),
    bias: tf.add(tf.mul(tf.sub(bias, mean), factor), beta),
  };
}

function scaled({ kernel, bias }: ConvWeights, scale: number): ConvWeights {
  return { kernel: tf.mul(kernel, scale), bias: tf.mul(bias, scale) };
}

/** kernel * (x - mean) / std + bias, written as one kernel and one bias for x. */
function standardised(
  node: ConvNode | DenseNode,
  { kernel, bias }: ConvWeights,
  { mean, std }: Standardisation,
): ConvWeights {
  if (node.kind === 'conv' && node.padding !== 'valid') {
    throw new Error(`${node.name} reads the pictures and must have 'valid' padding.`);
  }
  return {
    kernel: tf.div(kernel, std),
    bias: tf.sub(bias, tf.mul(tf.sum(kernel, [0, 1, 2]), mean / std)),
  };
}

function weightOf<T extends tf.Tensor>(weights: ReadonlyMap<string, tf.Tensor>, name: string): T {
  const weight = weights.get(name);
  if (!weight) throw new Error(`The weights of the network lack ${name}.`);
  return weight as T;
}
