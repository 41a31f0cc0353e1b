import * as tf from '@tensorflow/tfjs-core';
import type { InputContract } from '@echonet/models';
import { randomStream } from '@echonet/models/random';
import type { TrainableNetwork } from '../network/trainable-network';
import { CompiledFunction } from '../tensorflow/compiled-function';
import { Adam } from './adam';
import { layerRates } from './layer-rates';
import { taskLosses, type LossSettings } from './loss';
import { MovingAverage } from './moving-average';
import type { Batch } from './read-batch';
import type { TrainedTask } from './trained-task';
import { moveStatistics, readLoss } from './training-step';

/** Momentum of the running statistics of batch normalisation. */
const statisticsMomentum = 0.95;

/** A batch as tensors. */
interface BatchTensors {
  /** Standardised, [n, size, size, channels]. */
  readonly images: tf.Tensor4D;
  /** Standardised, [n, tasks]. */
  readonly labels: tf.Tensor2D;
  /** 1 where the label is known, [n, tasks]. */
  readonly known: tf.Tensor2D;
}

export interface TrainerSettings extends LossSettings {
  /** L2 penalty: half of it times the squared kernels is added to the loss. */
  readonly weightDecay: number;
  /** Learning rate of the first layer as a share of the last one's, 0..1; 1 unless given. */
  readonly earlyRate?: number;
  /** Keeps the moving average of the weights in place of the weights themselves. */
  readonly averageWeights?: boolean;
  /** Of dropout. */
  readonly seed: number;
}

/** Training steps and validation loss of one network on its tasks. */
export class Trainer {
  private readonly adam: Adam;
  private readonly average?: MovingAverage;
  private readonly trainStep: CompiledFunction;
  private readonly infer: CompiledFunction;

  constructor(
    readonly network: TrainableNetwork,
    private readonly tasks: readonly TrainedTask[],
    private readonly input: InputContract,
    private readonly settings: TrainerSettings,
  ) {
    this.adam = new Adam(network.trainable, {
      l2: settings.weightDecay,
      rates: layerRates(network.graph, network.trainableNames, settings.earlyRate),
    });
    if (settings.averageWeights) {
      this.average = new MovingAverage(network, settings.seed);
    }
    const dropouts = network.graph.nodes.filter(({ kind }) => kind === 'dropout').length;
    this.trainStep = new CompiledFunction(
      (images, labels, known, factors, ...others) => [
        this.updateWeights(
          { images, labels, known } as BatchTensors,
          factors as tf.Tensor1D,
          others.slice(0, dropouts) as tf.Tensor4D[],
          others[dropouts] as tf.Tensor1D | undefined,
        ),
      ],
      { reads: this.adam.constants, changes: this.variables },
    );
    const { network: kept } = this.average ?? this;
    this.infer = new CompiledFunction((images) => [asRows(kept.forward(images as tf.Tensor4D))], {
      reads: this.weights,
      changes: [],
    });
  }

  /** Weights, running statistics, moments and averages, in a fixed order. */
  get variables(): tf.Variable[] {
    const { trainable, statistics } = this.network;
    return [...trainable, ...statistics, ...this.adam.state, ...(this.average?.variables ?? [])];
  }

  /** Weights and running statistics that are kept, in a fixed order: averages where these are asked for. */
  get weights(): tf.Variable[] {
    return this.average?.variables ?? [...this.network.trainable, ...this.network.statistics];
  }

  /** Lets the average begin at the weights; after those of another network were assigned. */
  startAverage(): void {
    this.average?.start();
  }

  get stepCount(): number {
    return this.adam.stepCount;
  }

  set stepCount(count: number) {
    this.adam.stepCount = count;
  }

  /**
   * One optimiser step on the sum of the tasks' losses.
   *
   * @returns the loss before the step
   * @throws {UserError} when the loss is not finite
   */
  async step(batch: Batch, learningRate: number): Promise<number> {
    const { images, labels, known } = this.upload(batch);
    const factors = this.adam.beginStep(learningRate);
    const dropout = this.network.drawDropout(
      batch.imageCount,
      randomStream(this.settings.seed, 'dropout', this.stepCount),
    );
    const decay = this.average ? [this.average.decayAt(this.stepCount - 1)] : [];
    const inputs = [images, labels, known, factors, ...dropout, ...decay];
    const [lossTensor] = this.trainStep.run(...inputs);
    tf.dispose(inputs);
    return readLoss(lossTensor, this.stepCount);
  }

  /**
   * Loss of every task over clips: the mean logit of a clip's frames against its label.
   *
   * @param batches frames of the clips, in batches of any size
   * @param clipOfRow clip index, from 0, of every row of the concatenated batches
   * @returns losses by task id
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
      for (let i = 0; i < batch.imageCount; i++, row++) {
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

  /** The part of a step that is compiled. @returns the loss before it */
  private updateWeights(
    { images, labels, known }: BatchTensors,
    factors: tf.Tensor1D,
    dropout: readonly tf.Tensor4D[],
    decay: tf.Tensor1D | undefined,
  ): tf.Tensor {
    let batchStatistics: tf.Tensor1D[] = [];
    const { value, grads } = tf.variableGrads(() => {
      const pass = this.network.forwardTraining(images, dropout);
      batchStatistics = pass.batchStatistics;
      return tf.sum(taskLosses(asRows(pass.logits), labels, known, this.tasks, this.settings));
    }, this.network.trainable);
    this.adam.step(
      this.network.trainable.map(({ name }) => grads[name]),
      factors,
    );
    moveStatistics(this.network.statistics, batchStatistics, statisticsMomentum);
    if (decay) {
      this.average?.follow(decay);
    }
    return value;
  }

  private async logits(batch: Batch): Promise<Float32Array> {
    const { images, labels, known } = this.upload(batch);
    const [output] = this.infer.run(images);
    const logits = await output.data<'float32'>();
    tf.dispose([output, images, labels, known]);
    return logits;
  }

  /** Uploads a batch and standardises its images; the caller disposes the tensors. */
  private upload({ imageCount, greyValues, labels, known }: Batch): BatchTensors {
    const { size, channels, mean, std } = this.input;
    return {
      images: tf.tidy(() =>
        tf.div(tf.sub(tf.tensor4d(greyValues, [imageCount, size, size, channels]), mean), std),
      ),
      labels: tf.tensor2d(labels, [imageCount, this.tasks.length]),
      known: tf.tensor2d(known, [imageCount, this.tasks.length]),
    };
  }

  dispose(): void {
    this.trainStep.dispose();
    this.infer.dispose();
    this.network.dispose();
    this.average?.dispose();
    this.adam.dispose();
  }
}

/** [n, 1, 1, tasks] as [n, tasks]. */
function asRows(logits: tf.Tensor4D): tf.Tensor2D {
  return tf.reshape(logits, [logits.shape[0], -1]);
}
