import * as tf from '@tensorflow/tfjs-core';
import { TrainableNetwork } from '../network/trainable-network';
import { assignFlat, flatten } from './adam';

/** Decay once the average has seen enough steps. */
const mostDecay = 0.99;

/** Exponential moving average of the weights and running statistics of a network in training. */
export class MovingAverage {
  /** With the averaged weights and statistics. */
  readonly network: TrainableNetwork;

  constructor(
    private readonly source: TrainableNetwork,
    seed: number,
  ) {
    this.network = new TrainableNetwork(source.graph, seed);
  }

  /** The averaged weights and statistics, in a fixed order. */
  get variables(): tf.Variable[] {
    return [...this.network.trainable, ...this.network.statistics];
  }

  /** Begins at the source's weights; after those of another network were assigned. */
  start(): void {
    tf.tidy(() =>
      this.source.weights.forEach((variable, name) =>
        // A sum has values of its own, where an assigned variable would share those of the other.
        this.network.weights.get(name)!.assign(tf.add(variable, 0)),
      ),
    );
  }

  /**
   * Early weights are far from the last ones: the average follows faster at first.
   *
   * @param step number of steps taken before
   * @returns [1]; the caller disposes it
   */
  decayAt(step: number): tf.Tensor1D {
    return tf.tensor1d([Math.min(mostDecay, step / (step + 10))]);
  }

  /** Moves towards the source's weights; can be compiled. @param decay share that stays, [1] */
  follow(decay: tf.Tensor1D): void {
    const { trainable, statistics } = this.source;
    const kept = tf.mul(flatten(this.variables), decay);
    const added = tf.mul(flatten([...trainable, ...statistics]), tf.sub(1, decay));
    assignFlat(this.variables, tf.add(kept, added));
  }

  dispose(): void {
    this.network.dispose();
  }
}
