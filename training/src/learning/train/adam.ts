import * as tf from '@tensorflow/tfjs-core';
import { sum } from 'd3-array';

export interface AdamSettings {
  /**
   * Decoupled weight decay (Loshchilov and Hutter 2019), applied to kernels only: a step at learning
   * rate r shrinks them by the share r * weightDecay.
   */
  readonly weightDecay?: number;
  /** Adds l2 / 2 times the sum of the squared kernels to the loss. */
  readonly l2?: number;
  /** Factor of the learning rate for each variable; 1 unless given. */
  readonly rates?: readonly number[];
  /** Decay rate of the first moment. */
  readonly beta1?: number;
  /** Decay rate of the second moment. */
  readonly beta2?: number;
  readonly epsilon?: number;
  /** Gradients of a larger norm are scaled down to this one; unlimited unless given. */
  readonly largestGradientNorm?: number;
}

/**
 * Adam (Kingma and Ba 2015) over all weights as one flat vector. tfjs's optimiser runs a dozen
 * operations for each of some 300 weights, which costs more than the convolutions of a small
 * network.
 */
export class Adam {
  stepCount = 0;
  private readonly beta1: number;
  private readonly beta2: number;
  private readonly epsilon: number;
  private readonly largestGradientNorm?: number;
  private readonly sizes: number[];
  private readonly mean: tf.Variable<tf.Rank.R1>;
  private readonly meanSquare: tf.Variable<tf.Rank.R1>;
  /** Absent where it is 0 throughout. */
  private readonly decay?: tf.Tensor1D;
  /** Absent where it is 0 throughout. */
  private readonly penalty?: tf.Tensor1D;
  /** Absent where they are 1 throughout. */
  private readonly rates?: tf.Tensor1D;

  constructor(
    private readonly variables: readonly tf.Variable[],
    {
      weightDecay = 0,
      l2 = 0,
      rates = [],
      beta1 = 0.9,
      beta2 = 0.999,
      epsilon = 1e-8,
      largestGradientNorm,
    }: AdamSettings,
  ) {
    this.largestGradientNorm = largestGradientNorm;
    this.beta1 = beta1;
    this.beta2 = beta2;
    this.epsilon = epsilon;
    this.sizes = variables.map(({ size }) => size);
    const total = sum(this.sizes);
    this.mean = tf.tidy(() => tf.variable(tf.zeros([total]), false));
    this.meanSquare = tf.tidy(() => tf.variable(tf.zeros([total]), false));
    this.decay =
      weightDecay > 0 ? this.vectorOf(({ rank }) => (rank > 1 ? weightDecay : 0)) : undefined;
    this.penalty = l2 > 0 ? this.vectorOf(({ rank }) => (rank > 1 ? l2 : 0)) : undefined;
    this.rates = rates.some((rate) => rate !== 1)
      ? this.vectorOf((_, index) => rates[index])
      : undefined;
  }

  /** First and second moments, for checkpoints. */
  get state(): tf.Variable[] {
    return [this.mean, this.meanSquare];
  }

  /** Constant tensors that a step reads. */
  get constants(): tf.Tensor[] {
    return [this.decay, this.penalty, this.rates].filter((tensor) => tensor !== undefined);
  }

  /**
   * Increments the step count.
   *
   * @returns learning rate and bias corrections of the two moments, [3]; the caller disposes it
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
   * @param gradients of the loss, one for each variable
   * @param factors of {@link beginStep}
   */
  step(gradients: readonly tf.Tensor[], factors: tf.Tensor1D): void {
    tf.tidy(() => {
      const [learningRate, meanCorrection, squareCorrection] = tf.split(factors, 3);
      const weights = flatten(this.variables);
      const gradient = this.clipped(this.penalised(flatten(gradients), weights));
      this.mean.assign(tf.add(tf.mul(this.mean, this.beta1), tf.mul(gradient, 1 - this.beta1)));
      this.meanSquare.assign(
        tf.add(tf.mul(this.meanSquare, this.beta2), tf.mul(tf.square(gradient), 1 - this.beta2)),
      );
      const mean = tf.div(this.mean, meanCorrection);
      const deviation = tf.sqrt(tf.div(this.meanSquare, squareCorrection));
      const adapted = tf.div(mean, tf.add(deviation, this.epsilon));
      const direction = this.decay ? tf.add(adapted, tf.mul(weights, this.decay)) : adapted;
      const change = tf.mul(direction, learningRate);
      const changed = tf.sub<tf.Tensor1D>(
        weights,
        this.rates ? tf.mul(change, this.rates) : change,
      );
      assignFlat(this.variables, changed);
    });
  }

  /** One value for every weight, by its variable. */
  private vectorOf(value: (variable: tf.Variable, index: number) => number): tf.Tensor1D {
    return tf.tidy(() =>
      tf.concat(this.variables.map((variable, i) => tf.fill([variable.size], value(variable, i)))),
    );
  }

  /** The gradient of the loss with the penalty of the kernels. */
  private penalised(gradient: tf.Tensor1D, weights: tf.Tensor1D): tf.Tensor1D {
    return this.penalty ? tf.add(gradient, tf.mul(weights, this.penalty)) : gradient;
  }

  private clipped(gradient: tf.Tensor1D): tf.Tensor1D {
    if (this.largestGradientNorm === undefined) {
      return gradient;
    }
    const norm = tf.sqrt(tf.sum(tf.square(gradient)));
    return tf.mul(
      gradient,
      tf.div(this.largestGradientNorm, tf.maximum(norm, this.largestGradientNorm)),
    );
  }

  dispose(): void {
    tf.dispose([this.mean, this.meanSquare, ...this.constants]);
  }
}

/** Concatenates tensors to one vector. */
export function flatten(tensors: readonly tf.Tensor[]): tf.Tensor1D {
  return tf.concat(tensors.map((tensor) => reshaped(tensor, [tensor.size]) as tf.Tensor1D));
}

/** Splits a vector and assigns the variables: the inverse of {@link flatten}. */
export function assignFlat(variables: readonly tf.Variable[], flat: tf.Tensor1D): void {
  const pieces = tf.split(
    flat,
    variables.map(({ size }) => size),
  );
  variables.forEach((variable, index) => variable.assign(reshaped(pieces[index], variable.shape)));
}

/** Most weights are vectors already, which saves an operation for each. */
function reshaped(tensor: tf.Tensor, shape: number[]): tf.Tensor {
  return tensor.rank === 1 && shape.length === 1 ? tensor : tf.reshape(tensor, shape);
}
