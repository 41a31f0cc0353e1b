import * as tf from '@tensorflow/tfjs-core';
import type { NetworkGraph } from '@echonet/models';
import { randomStream } from '@echonet/models/random';
import { TrainableNetwork, type TrainingPassResult } from '../network/trainable-network';
import { CompiledFunction } from '../tensorflow/compiled-function';
import { Adam } from '../train/adam';
import { layerRates } from '../train/layer-rates';
import { MovingAverage } from '../train/moving-average';
import { moveStatistics, readLoss } from '../train/training-step';
import type { SegmentationConfig } from './config';
import type { StructureBatch } from './read-structure-batch';

/** Momentum of the running statistics of batch normalisation. */
const statisticsMomentum = 0.9;

/** Gradients of a larger norm are scaled down. */
const largestGradientNorm = 5;

export type AveragedTrainerSettings = Pick<
  SegmentationConfig,
  'seed' | 'weightDecay' | 'earlyRate'
>;

/** Training steps and validation of a network of which the moving average of the weights is kept. */
export abstract class AveragedTrainer<Batch extends StructureBatch> {
  readonly network: TrainableNetwork;
  /** Exponential moving average of the weights and statistics. */
  protected readonly average: MovingAverage;
  private readonly adam: Adam;
  private readonly trainStep: CompiledFunction;
  private readonly infer: CompiledFunction;

  constructor(
    graph: NetworkGraph,
    private readonly settings: AveragedTrainerSettings,
  ) {
    const { seed, weightDecay, earlyRate } = settings;
    this.network = new TrainableNetwork(graph, seed);
    this.average = new MovingAverage(this.network, seed);
    this.adam = new Adam(this.network.trainable, {
      weightDecay,
      rates: layerRates(graph, this.network.trainableNames, earlyRate),
      largestGradientNorm,
    });
    const dropouts = graph.nodes.filter(({ kind }) => kind === 'dropout').length;
    this.trainStep = new CompiledFunction(
      (factors, decay, images, ...others) => [
        this.updateWeights(
          images as tf.Tensor4D,
          others.slice(0, dropouts) as tf.Tensor4D[],
          others.slice(dropouts),
          factors as tf.Tensor1D,
          decay as tf.Tensor1D,
        ),
      ],
      { reads: this.adam.constants, changes: this.variables },
    );
    this.infer = new CompiledFunction(
      (images) => [this.average.network.forward(images as tf.Tensor4D)],
      { reads: this.average.variables, changes: [] },
    );
  }

  /** Of a batch, as {@link loss} takes them; the caller disposes them. */
  protected abstract targets(batch: Batch): tf.Tensor[];

  protected abstract loss(pass: TrainingPassResult, targets: readonly tf.Tensor[]): tf.Scalar;

  /** Weights, statistics, moments and averages, in a fixed order. */
  get variables(): tf.Variable[] {
    const { trainable, statistics } = this.network;
    return [...trainable, ...statistics, ...this.adam.state, ...this.average.variables];
  }

  /** The averaged weights and statistics, in a fixed order. */
  get weights(): tf.Variable[] {
    return this.average.variables;
  }

  get stepCount(): number {
    return this.adam.stepCount;
  }

  set stepCount(count: number) {
    this.adam.stepCount = count;
  }

  /** Lets the average begin at the weights; after those of another network were assigned. */
  startAverage(): void {
    this.average.start();
  }

  /**
   * One optimiser step.
   *
   * @returns the loss before the step
   * @throws {UserError} when the loss is not finite
   */
  async step(batch: Batch, learningRate: number): Promise<number> {
    const before = this.stepCount;
    const random = randomStream(this.settings.seed, 'dropout', before);
    const inputs = [
      this.adam.beginStep(learningRate),
      this.average.decayAt(before),
      imagesOf(batch),
      ...this.network.drawDropout(batch.imageCount, random),
      ...this.targets(batch),
    ];
    const [lossTensor] = this.trainStep.run(...inputs);
    tf.dispose(inputs);
    return readLoss(lossTensor, this.stepCount);
  }

  /**
   * Logits by the averaged weights.
   *
   * @returns [n, height, width, outputs], row-major; height and width are 1 where the logits are a vector
   */
  async logits(batch: Batch): Promise<Float32Array> {
    const images = imagesOf(batch);
    const [output] = this.infer.run(images);
    const logits = await output.data<'float32'>();
    tf.dispose([output, images]);
    return logits;
  }

  /** The part of a step that is compiled. @returns the loss before it */
  private updateWeights(
    images: tf.Tensor4D,
    dropout: readonly tf.Tensor4D[],
    targets: readonly tf.Tensor[],
    factors: tf.Tensor1D,
    decay: tf.Tensor1D,
  ): tf.Tensor {
    let batchStatistics: tf.Tensor1D[] = [];
    const { trainable, statistics } = this.network;
    const { value, grads } = tf.variableGrads(() => {
      const pass = this.network.forwardTraining(images, dropout);
      batchStatistics = pass.batchStatistics;
      return this.loss(pass, targets);
    }, trainable);
    this.adam.step(
      trainable.map(({ name }) => grads[name]),
      factors,
    );
    moveStatistics(statistics, batchStatistics, statisticsMomentum);
    this.average.follow(decay);
    return value;
  }

  dispose(): void {
    this.trainStep.dispose();
    this.infer.dispose();
    this.network.dispose();
    this.average.dispose();
    this.adam.dispose();
  }
}

function imagesOf({ images, imageCount, size }: StructureBatch): tf.Tensor4D {
  return tf.tensor4d(images, [imageCount, size, size, 1]);
}
