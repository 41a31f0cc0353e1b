import * as tf from '@tensorflow/tfjs-core';
import type { InputContract } from '@echonet/models';
import type { CohortClip } from '../cohort/cohort';
import type { TrainableNetwork } from '../network/trainable-network';
import { UserError } from '../user-error';
import { Adam, assignFlat, flatten } from './adam';
import { evenFrames, readBatch, type FrameDraw } from './batch';
import { taskLosses } from './loss';
import type { TrainedTask } from './standardisation';

/** Share of the running statistics of batch normalisation that survives one step. */
const statisticsMomentum = 0.95;

/** Frames of each validation clip that are looked at after an epoch. */
const validationFrames = 5;

/** Learns the tasks with one network: a step on a batch, and the loss of patients held back. */
export class Trainer {
  private readonly adam: Adam;

  constructor(
    readonly network: TrainableNetwork,
    private readonly tasks: readonly TrainedTask[],
    private readonly input: InputContract,
    weightDecay: number,
  ) {
    this.adam = new Adam(network.trainable, { weightDecay });
  }

  /** Everything that a resumed run needs, in a fixed order. */
  get variables(): tf.Variable[] {
    return [...this.weights, ...this.adam.state];
  }

  /** The weights and running statistics alone. */
  get weights(): tf.Variable[] {
    return [...this.network.trainable, ...this.network.statistics];
  }

  /** Steps taken. */
  get stepCount(): number {
    return this.adam.stepCount;
  }

  set stepCount(count: number) {
    this.adam.stepCount = count;
  }

  /**
   * One step of gradient descent on the sum of the tasks' losses.
   *
   * @returns the loss before the step
   * @throws {UserError} when the loss is no longer a number
   */
  async step(draws: readonly FrameDraw[], learningRate: number): Promise<number> {
    const batch = readBatch(draws, this.input, this.tasks);
    const lossTensor = tf.tidy(() => {
      let batchStatistics: tf.Tensor1D[] = [];
      const { value, grads } = tf.variableGrads(() => {
        const pass = this.network.forwardTraining(batch.x, { dropoutSeed: this.stepCount + 1 });
        batchStatistics = pass.batchStatistics;
        return tf.sum(taskLosses(pass.logits, batch.labels, batch.known, this.tasks));
      }, this.network.trainable);
      this.adam.step(
        this.network.trainable.map(({ name }) => grads[name]),
        learningRate,
      );
      const running = tf.mul(flatten(this.network.statistics), statisticsMomentum);
      const fresh = tf.mul(flatten(batchStatistics), 1 - statisticsMomentum);
      assignFlat(this.network.statistics, tf.add(running, fresh));
      tf.dispose(batchStatistics);
      return value;
    });
    // WebGPU can only be read asynchronously in Node.
    const [loss] = await lossTensor.data();
    tf.dispose([lossTensor, batch.x, batch.labels, batch.known]);
    if (!Number.isFinite(loss)) {
      throw new UserError(
        `The loss is no longer a number at step ${this.stepCount}; train again with a lower --learning-rate.`,
      );
    }
    return loss;
  }

  /**
   * Loss of every task over whole clips: the mean logit of a few frames against the label.
   *
   * @returns by task id
   */
  async validate(clips: readonly CohortClip[], batchSize: number): Promise<Record<string, number>> {
    const draws = evenFrames(clips, validationFrames);
    const sums = new Map<CohortClip, { logits: Float64Array; count: number }>();
    for (let start = 0; start < draws.length; start += batchSize) {
      const part = draws.slice(start, start + batchSize);
      const batch = readBatch(part, this.input, this.tasks);
      const output = tf.tidy(() => this.network.forward(batch.x));
      const logits = await output.data();
      tf.dispose([output, batch.x, batch.labels, batch.known]);
      part.forEach(({ clip }, row) => {
        const sum = sums.get(clip) ?? { logits: new Float64Array(this.tasks.length), count: 0 };
        sum.logits.forEach((_, task) => {
          sum.logits[task] += logits[row * this.tasks.length + task];
        });
        sum.count += 1;
        sums.set(clip, sum);
      });
    }
    const means = [...sums.values()].flatMap(({ logits, count }) =>
      [...logits].map((logit) => logit / count),
    );
    const onePerClip = evenFrames([...sums.keys()], 1);
    const lossTensor = tf.tidy(() => {
      const { labels, known } = readBatch(onePerClip, this.input, this.tasks);
      const logits = tf.tensor2d(means, [onePerClip.length, this.tasks.length]);
      return taskLosses(logits, labels, known, this.tasks);
    });
    const losses = await lossTensor.data();
    lossTensor.dispose();
    return Object.fromEntries(this.tasks.map(({ id, outputIndex }) => [id, losses[outputIndex]]));
  }

  /** Frees weights and moments. */
  dispose(): void {
    this.network.dispose();
    this.adam.dispose();
  }
}
