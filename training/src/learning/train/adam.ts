import * as tf from '@tensorflow/tfjs-core';
import { sum } from 'd3-array';

/** Settings of {@link Adam} besides the learning rate. */
export interface AdamSettings {
  /** Decoupled weight decay (Loshchilov and Hutter 2019), applied to kernels alone. */
  readonly weightDecay: number;
  /** Decay of the mean of gradients. */
  readonly beta1?: number;
  /** Decay of the mean of squared gradients. */
  readonly beta2?: number;
  readonly epsilon?: number;
}

/**
 * Adam (Kingma and Ba 2015) over all weights as one flat vector. tfjs's own optimiser runs a dozen
 * operations for each of some 300 weights, which costs more than the convolutions of a small
 * network; joined, a step is a dozen operations altogether.
 */
export class Adam {
  /** Steps taken. */
  stepCount = 0;
  private readonly beta1: number;
  private readonly beta2: number;
  private readonly epsilon: number;
  private readonly sizes: number[];
  private readonly mean: tf.Variable<tf.Rank.R1>;
  private readonly meanSquare: tf.Variable<tf.Rank.R1>;
  private readonly decay: tf.Tensor1D;

  constructor(
    private readonly variables: readonly tf.Variable[],
    { weightDecay, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 }: AdamSettings,
  ) {
    this.beta1 = beta1;
    this.beta2 = beta2;
    this.epsilon = epsilon;
    this.sizes = variables.map(({ size }) => size);
    const total = sum(this.sizes);
    this.mean = tf.tidy(() => tf.variable(tf.zeros([total]), false));
    this.meanSquare = tf.tidy(() => tf.variable(tf.zeros([total]), false));
    this.decay = tf.tidy(() =>
      tf.concat(variables.map((v) => tf.fill([v.size], v.rank > 1 ? weightDecay : 0))),
    );
  }

  /** Moments, to be kept in a checkpoint. */
  get state(): tf.Variable[] {
    return [this.mean, this.meanSquare];
  }

  /** What a step reads besides variables and moments. */
  get constants(): tf.Tensor[] {
    return [this.decay];
  }

  /**
   * Counts a step, and works out what in it depends on its number.
   *
   * @returns learning rate and corrections of the two moments, [3]; the caller disposes it
   */
  beginStep(learningRate: number): tf.Tensor1D {
    this.stepCount++;
    return tf.tensor1d([
      learningRate,
      1 - this.beta1 ** this.stepCount,
      1 - this.beta2 ** this.stepCount,
    ]);
  }

  /**
   * One step.
   *
   * @param gradients of the loss, one for each variable
   * @param factors of {@link beginStep}
   */
  step(gradients: readonly tf.Tensor[], factors: tf.Tensor1D): void {
    tf.tidy(() => {
      const [learningRate, meanCorrection, squareCorrection] = tf.split(factors, 3);
      const gradient = flatten(gradients);
      const weights = flatten(this.variables);
      this.mean.assign(tf.add(tf.mul(this.mean, this.beta1), tf.mul(gradient, 1 - this.beta1)));
      this.meanSquare.assign(
        tf.add(tf.mul(this.meanSquare, this.beta2), tf.mul(tf.square(gradient), 1 - this.beta2)),
      );
      const mean = tf.div(this.mean, meanCorrection);
      const deviation = tf.sqrt(tf.div(this.meanSquare, squareCorrection));
      const direction = tf.add(
        tf.div(mean, tf.add(deviation, this.epsilon)),
        tf.mul(weights, this.decay),
      );
      const changed = tf.sub<tf.Tensor1D>(weights, tf.mul(direction, learningRate));
      assignFlat(this.variables, changed);
    });
  }

  /** Frees the moments. */
  dispose(): void {
    tf.dispose([this.mean, this.meanSquare, this.decay]);
  }
}

/** Tensors end to end as one vector. */
export function flatten(tensors: readonly tf.Tensor[]): tf.Tensor1D {
  return tf.concat(tensors.map((tensor) => reshaped(tensor, [tensor.size]) as tf.Tensor1D));
}

/** Cuts a vector into the variables' shapes and assigns the pieces. */
export function assignFlat(variables: readonly tf.Variable[], flat: tf.Tensor1D): void {
  const pieces = tf.split(
    flat,
    variables.map(({ size }) => size),
  );
  variables.forEach((variable, index) => variable.assign(reshaped(pieces[index], variable.shape)));
}

/** A vector of a vector is itself: most weights are, and an operation less counts for each. */
function reshaped(tensor: tf.Tensor, shape: number[]): tf.Tensor {
  return tensor.rank === 1 && shape.length === 1 ? tensor : tf.reshape(tensor, shape);
}
