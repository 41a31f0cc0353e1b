import * as tf from '@tensorflow/tfjs-core';
import type { Standardisation } from '../network/folding';
import {
  batchNormEpsilon,
  batchNormName,
  type ConvNode,
  type NetworkGraph,
} from '../network/graph';

/**
 * Reference implementation: operation by operation, nothing folded or fused; slow, but differentiable
 * by tf.grad.
 *
 * @param x [n, height, width, channels], grey values in [0, 1].
 * @returns logits, [n, height, width, outputs]; height and width are 1 where they are a vector.
 */
export function runPlain(
  graph: NetworkGraph,
  weights: ReadonlyMap<string, tf.Tensor>,
  { mean, std }: Standardisation,
  x: tf.Tensor4D,
): tf.Tensor4D {
  const values = new Map<string, tf.Tensor4D>();
  for (const node of graph.nodes) {
    const inputs = node.inputs.map((name) => values.get(name)!);
    switch (node.kind) {
      case 'input':
        values.set(node.name, tf.div(tf.sub(x, mean), std));
        break;
      case 'conv':
        values.set(node.name, plainConv(node, weights, inputs[0]));
        break;
      case 'maxPool':
        values.set(node.name, tf.maxPool(inputs[0], node.poolSize, node.stride, node.padding));
        break;
      case 'concat':
        values.set(node.name, tf.concat(inputs, 3));
        break;
      case 'residual':
        values.set(node.name, tf.add(inputs[0], tf.mul(inputs[1], node.scale)));
        break;
      case 'relu':
        values.set(node.name, tf.relu(inputs[0]));
        break;
      case 'upsample':
        values.set(node.name, plainUpsample(inputs[0]));
        break;
      case 'globalAveragePool':
        values.set(node.name, tf.mean(inputs[0], [1, 2], true));
        break;
      case 'dropout':
        values.set(node.name, inputs[0]);
        break;
      case 'dense': {
        const features = tf.reshape(inputs[0], [x.shape[0], -1]);
        const kernel = weights.get(`${node.name}/kernel`)!;
        const logits = tf.add(tf.matMul(features, kernel), weights.get(`${node.name}/bias`)!);
        values.set(node.name, tf.reshape(logits, [x.shape[0], 1, 1, node.units]));
      }
    }
  }
  return values.get(graph.nodes[graph.nodes.length - 1].name)!;
}

/** Bilinear with half-pixel centres: along each axis a product with the matrix of its weights. */
function plainUpsample(x: tf.Tensor4D): tf.Tensor4D {
  const [n, height, width, channels] = x.shape;
  const rows = tf.matMul(upsampleMatrix(height), tf.reshape(x, [n, height, width * channels]));
  const columns = tf.reshape(rows, [n * 2 * height, width, channels]);
  return tf.reshape(tf.matMul(upsampleMatrix(width), columns), [
    n,
    2 * height,
    2 * width,
    channels,
  ]);
}

/** [1, 2 length, length]. */
function upsampleMatrix(length: number): tf.Tensor3D {
  const weights = new Float32Array(2 * length * length);
  for (let row = 0; row < 2 * length; row++) {
    const position = Math.min(Math.max((row + 0.5) / 2 - 0.5, 0), length - 1);
    const below = Math.floor(position);
    weights[row * length + below] = 1 - (position - below);
    if (position > below) {
      weights[row * length + below + 1] = position - below;
    }
  }
  return tf.tensor3d(weights, [1, 2 * length, length]);
}

function plainConv(
  node: ConvNode,
  weights: ReadonlyMap<string, tf.Tensor>,
  x: tf.Tensor4D,
): tf.Tensor4D {
  const weight = (name: string) => weights.get(name)! as tf.Tensor1D;
  const kernel = weights.get(`${node.name}/kernel`)! as tf.Tensor4D;
  let y: tf.Tensor4D = tf.conv2d(x, kernel, node.stride, node.padding);
  if (node.bias) {
    y = tf.add(y, weight(`${node.name}/bias`));
  }
  if (node.batchNorm) {
    const name = batchNormName(node.name);
    const [mean, variance] = [weight(`${name}/moving_mean`), weight(`${name}/moving_variance`)];
    const [beta, gamma] = [weight(`${name}/beta`), weight(`${name}/gamma`)];
    y = tf.batchNorm(y, mean, variance, beta, gamma, batchNormEpsilon);
  }
  return node.activation === 'relu' ? tf.relu(y) : y;
}
