import * as tf from '@tensorflow/tfjs-core';
import {
  batchNormEpsilon,
  batchNormName,
  weightShapes,
  type ConvNode,
  type GraphNode,
  type NetworkGraph,
} from '@echonet/models';
import { initialWeight } from './initial-weights';
import { normaliseBatch, relu, upsample } from './training-operations';

const largestSeed = 2 ** 31 - 2;

export interface TrainingPassResult {
  /** [n, height, width, outputs]; height and width are 1 where the logits are a vector */
  readonly logits: tf.Tensor4D;
  /** Output of every node by name. */
  readonly features: ReadonlyMap<string, tf.Tensor4D>;
  /** Batch mean and variance of every batch normalisation, in the order of `statistics`. */
  readonly batchStatistics: tf.Tensor1D[];
}

/**
 * The network with trainable weights. It evaluates the same graph as the inference code of
 * @echonet/models; tests compare their logits.
 */
export class TrainableNetwork {
  /** Weights changed by the optimiser, in graph order. */
  readonly trainable: tf.Variable[] = [];
  /** Names of `trainable`, as in weightShapes. */
  readonly trainableNames: string[] = [];
  /** Running means and variances of batch normalisation, in graph order. */
  readonly statistics: tf.Variable[] = [];
  private readonly variables = new Map<string, tf.Variable>();

  constructor(
    readonly graph: NetworkGraph,
    seed: number,
  ) {
    weightShapes(graph).forEach(({ name, shape }, index) => {
      const isStatistic = /\/moving_(mean|variance)$/.test(name);
      const variable = tf.tidy(() =>
        tf.variable(initialWeight(name, shape, seed + index), !isStatistic),
      );
      this.variables.set(name, variable);
      if (isStatistic) {
        this.statistics.push(variable);
      } else {
        this.trainable.push(variable);
        this.trainableNames.push(name);
      }
    });
  }

  /** Weights and running statistics by their names in weightShapes. */
  get weights(): ReadonlyMap<string, tf.Variable> {
    return this.variables;
  }

  /**
   * Dropout masks of a batch (inverted dropout): 0 where dropped, otherwise 1 / keep.
   *
   * @param random uniform on [0, 1)
   * @returns [n, ...features] for each dropout in graph order; the caller disposes them
   */
  drawDropout(n: number, random: () => number): tf.Tensor4D[] {
    return this.graph.nodes
      .filter((node) => node.kind === 'dropout')
      .map(({ shape, keep }) =>
        tf.tidy(() => {
          // tfjs takes a seed of 0 for none.
          const seed = 1 + Math.floor(random() * largestSeed);
          const drawn = tf.randomUniform([n, ...shape], 0, 1, 'float32', seed);
          return tf.div<tf.Tensor4D>(tf.floor(tf.add(drawn, keep)), keep);
        }),
      );
  }

  /**
   * Logits with batch statistics in batch normalisation.
   *
   * @param x standardised images, [n, size, size, channels]
   * @param dropout masks of {@link drawDropout}
   */
  forwardTraining(x: tf.Tensor4D, dropout: readonly tf.Tensor4D[]): TrainingPassResult {
    const dropouts = dropout.values();
    const batchStatistics: tf.Tensor1D[] = [];
    const { last: logits, features } = this.walk(x, {
      normalise: (input, name) => {
        const { y, mean, variance } = normaliseBatch(
          input,
          this.weight(`${name}/gamma`),
          this.weight(`${name}/beta`),
        );
        batchStatistics.push(mean, variance);
        return y;
      },
      dropout: (input) => tf.mul(input, dropouts.next().value!),
    });
    return { logits, features, batchStatistics };
  }

  /**
   * Logits with running statistics in batch normalisation and without dropout, as in inference.
   *
   * @param x standardised images, [n, size, size, channels]
   * @returns as in {@link TrainingPassResult}
   */
  forward(x: tf.Tensor4D): tf.Tensor4D {
    return this.walk(x, {
      normalise: (features, name) =>
        tf.batchNorm(
          features,
          this.weight<tf.Tensor1D>(`${name}/moving_mean`),
          this.weight<tf.Tensor1D>(`${name}/moving_variance`),
          this.weight<tf.Tensor1D>(`${name}/beta`),
          this.weight<tf.Tensor1D>(`${name}/gamma`),
          batchNormEpsilon,
        ),
      dropout: (features) => features,
    }).last;
  }

  dispose(): void {
    for (const variable of this.variables.values()) {
      variable.dispose();
    }
  }

  private weight<T extends tf.Tensor = tf.Tensor1D>(name: string): T {
    const variable = this.variables.get(name);
    if (!variable) {
      throw new Error(`The network has no weight ${name}.`);
    }
    return variable as tf.Tensor as T;
  }

  private walk(
    x: tf.Tensor4D,
    mode: Mode,
  ): { last: tf.Tensor4D; features: Map<string, tf.Tensor4D> } {
    const features = new Map<string, tf.Tensor4D>();
    let last: tf.Tensor4D = x;
    for (const node of this.graph.nodes) {
      const inputs = node.inputs.map((name) => features.get(name)!);
      last = node.kind === 'input' ? x : this.apply(node, inputs, mode);
      features.set(node.name, last);
    }
    return { last, features };
  }

  private apply(node: GraphNode, [input, second, ...more]: tf.Tensor4D[], mode: Mode): tf.Tensor4D {
    switch (node.kind) {
      case 'input':
        return input;
      case 'conv':
        return this.convolve(node, input, mode);
      case 'maxPool':
        return tf.maxPool(input, node.poolSize, node.stride, node.padding);
      case 'concat':
        return tf.concat([input, second, ...more], 3);
      case 'residual':
        return tf.add(input, tf.mul(second, node.scale));
      case 'relu':
        return relu(input);
      case 'upsample':
        return upsample(input);
      case 'globalAveragePool':
        return tf.mean(input, [1, 2], true);
      case 'dropout':
        return mode.dropout(input);
      case 'dense': {
        const rows = tf.reshape(input, [input.shape[0], -1]);
        const kernel = this.weight<tf.Tensor2D>(`${node.name}/kernel`);
        const outputs = tf.add(tf.matMul(rows, kernel), this.weight(`${node.name}/bias`));
        return tf.reshape(outputs, [input.shape[0], 1, 1, node.units]);
      }
    }
  }

  private convolve(node: ConvNode, input: tf.Tensor4D, mode: Mode): tf.Tensor4D {
    const kernel = this.weight<tf.Tensor4D>(`${node.name}/kernel`);
    let y = tf.conv2d(input, kernel, node.stride, node.padding);
    if (node.bias) {
      y = tf.add(y, this.weight(`${node.name}/bias`));
    }
    if (node.batchNorm) {
      y = mode.normalise(y, batchNormName(node.name));
    }
    return node.activation === 'relu' ? relu(y) : y;
  }
}

/** The operations that differ between training and inference. */
interface Mode {
  normalise(features: tf.Tensor4D, name: string): tf.Tensor4D;
  dropout(features: tf.Tensor4D): tf.Tensor4D;
}
