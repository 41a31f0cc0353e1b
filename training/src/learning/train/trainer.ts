import * as tf from '@tensorflow/tfjs-core';
import type { InputContract } from '@echonet/models';
import { UserError } from '@echonet/command-line';
import type { TrainableNetwork } from '../network/trainable-network';
import { CompiledFunction } from '../tensorflow/compiled-function';
import { Adam, assignFlat, flatten } from './adam';
import { taskLosses, type LossSettings } from './loss';
import type { Batch } from './read-batch';
import type { TrainedTask } from './trained-task';

/** Share of the running statistics of batch normalisation that survives one step. */
const statisticsMomentum = 0.95;

/** A batch as tensors. */
interface Upload {
  /** Standardised, [n, size, size, channels]. */
  readonly images: tf.Tensor4D;
  /** Standardised, [n, tasks]. */
  readonly labels: tf.Tensor2D;
  /** 1 where the label is known, [n, tasks]. */
  readonly known: tf.Tensor2D;
}

/** Learns the tasks with one network: a step on a batch, and the loss of patients held back. */
export class Trainer {
  private readonly adam: Adam;
  private readonly descend: CompiledFunction;
  private readonly infer: CompiledFunction;

  constructor(
    readonly network: TrainableNetwork,
    private readonly tasks: readonly TrainedTask[],
    private readonly input: InputContract,
    private readonly settings: LossSettings & { readonly weightDecay: number },
  ) {
    const { weightDecay } = settings;
    this.adam = new Adam(network.trainable, { weightDecay });
    this.descend = new CompiledFunction(
      (images, labels, known, factors, ...dropout) => [
        this.changeWeights(
          { images, labels, known } as Upload,
          factors as tf.Tensor1D,
          dropout as tf.Tensor4D[],
        ),
      ],
      { reads: this.adam.constants, changes: this.variables },
    );
    this.infer = new CompiledFunction((images) => [network.forward(images as tf.Tensor4D)], {
      reads: this.weights,
      changes: [],
    });
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
  async step(batch: Batch, learningRate: number): Promise<number> {
    const { images, labels, known } = this.upload(batch);
    const factors = this.adam.beginStep(learningRate);
    const dropout = this.network.drawDropout(batch.draws, this.stepCount);
    const inputs = [images, labels, known, factors, ...dropout];
    const [lossTensor] = this.descend.run(...inputs);
    // WebGPU can only be read asynchronously in Node.
    const [loss] = await lossTensor.data();
    tf.dispose([lossTensor, ...inputs]);
    if (!Number.isFinite(loss)) {
      throw new UserError(
        `The loss is no longer a number at step ${this.stepCount}; train again with a lower --learning-rate.`,
      );
    }
    return loss;
  }

  /**
   * Loss of every task over whole clips: the mean logit of a clip's frames against its label.
   *
   * @param batches images of the clips, in any cut
   * @param clipOfRow by row of all batches together: which clip, from 0
   * @returns by task id
   */
  async validate(
    batches: AsyncIterable<Batch>,
    clipOfRow: readonly number[],
  ): Promise<Record<string, number>> {
    const clips = 1 + Math.max(...clipOfRow);
    const width = this.tasks.length;
    const sums = new Float32Array(clips * width);
    const counts = new Float32Array(clips);
    const labels = new Float32Array(clips * width);
    const known = new Float32Array(clips * width);
    let row = 0;
    for await (const batch of batches) {
      const logits = await this.logits(batch);
      for (let i = 0; i < batch.draws; i++, row++) {
        const clip = clipOfRow[row];
        counts[clip]++;
        for (let task = 0; task < width; task++) {
          sums[clip * width + task] += logits[i * width + task];
          labels[clip * width + task] = batch.labels[i * width + task];
          known[clip * width + task] = batch.known[i * width + task];
        }
      }
    }
    const lossTensor = tf.tidy(() => {
      const tensor = (values: Float32Array) => tf.tensor2d(values, [clips, width]);
      const means = tf.div<tf.Tensor2D>(tensor(sums), tf.tensor2d(counts, [clips, 1]));
      return taskLosses(means, tensor(labels), tensor(known), this.tasks, this.settings);
    });
    const losses = await lossTensor.data();
    lossTensor.dispose();
    return Object.fromEntries(this.tasks.map(({ id, outputIndex }) => [id, losses[outputIndex]]));
  }

  /** The step itself, on tensors alone. @returns the loss before it */
  private changeWeights(
    { images, labels, known }: Upload,
    factors: tf.Tensor1D,
    dropout: readonly tf.Tensor4D[],
  ): tf.Tensor {
    let batchStatistics: tf.Tensor1D[] = [];
    const { value, grads } = tf.variableGrads(() => {
      const pass = this.network.forwardTraining(images, dropout);
      batchStatistics = pass.batchStatistics;
      return tf.sum(taskLosses(pass.logits, labels, known, this.tasks, this.settings));
    }, this.network.trainable);
    this.adam.step(
      this.network.trainable.map(({ name }) => grads[name]),
      factors,
    );
    const running = tf.mul(flatten(this.network.statistics), statisticsMomentum);
    const fresh = tf.mul(flatten(batchStatistics), 1 - statisticsMomentum);
    assignFlat(this.network.statistics, tf.add(running, fresh));
    tf.dispose(batchStatistics);
    return value;
  }

  private async logits(batch: Batch): Promise<Float32Array> {
    const { images, labels, known } = this.upload(batch);
    const [output] = this.infer.run(images);
    const logits = await output.data<'float32'>();
    tf.dispose([output, images, labels, known]);
    return logits;
  }

  /** Standardised images and the labels as tensors; the caller disposes them. */
  private upload({ draws, greyValues, labels, known }: Batch): Upload {
    const { size, channels, mean, std } = this.input;
    return {
      images: tf.tidy(() =>
        tf.div(tf.sub(tf.tensor4d(greyValues, [draws, size, size, channels]), mean), std),
      ),
      labels: tf.tensor2d(labels, [draws, this.tasks.length]),
      known: tf.tensor2d(known, [draws, this.tasks.length]),
    };
  }

  /** Frees weights and moments. */
  dispose(): void {
    this.descend.dispose();
    this.infer.dispose();
    this.network.dispose();
    this.adam.dispose();
  }
}
