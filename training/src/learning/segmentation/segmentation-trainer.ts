import * as tf from '@tensorflow/tfjs-core';
import type { NetworkGraph } from '@echonet/models';
import { TrainableNetwork } from '../network/trainable-network';
import { CompiledFunction } from '../tensorflow/compiled-function';
import { Adam } from '../train/adam';
import { layerRates } from '../train/layer-rates';
import { MovingAverage } from '../train/moving-average';
import { moveStatistics, readLoss } from '../train/training-step';
import type { SegmentationConfig } from './config';
import type { StructureBatch } from './read-structure-batch';
import { structureLoss, type StructureTargets } from './structure-loss';

/** Momentum of the running statistics of batch normalisation. */
const statisticsMomentum = 0.9;

/** Gradients of a larger norm are scaled down. */
const largestGradientNorm = 5;

/** Training steps and validation of one segmentation network. */
export class SegmentationTrainer {
  readonly network: TrainableNetwork;
  /** Exponential moving average of the weights and statistics, which is what is kept. */
  private readonly average: MovingAverage;
  private readonly adam: Adam;
  private readonly trainStep: CompiledFunction;
  private readonly infer: CompiledFunction;

  constructor(
    graph: NetworkGraph,
    {
      seed,
      weightDecay,
      earlyRate,
    }: Pick<SegmentationConfig, 'seed' | 'weightDecay' | 'earlyRate'>,
  ) {
    this.network = new TrainableNetwork(graph, seed);
    this.average = new MovingAverage(this.network, seed);
    this.adam = new Adam(this.network.trainable, {
      weightDecay,
      rates: layerRates(graph, this.network.trainableNames, earlyRate),
      largestGradientNorm,
    });
    this.trainStep = new CompiledFunction(
      (images, shares, merge, present, factors, decay) => [
        this.updateWeights(
          images as tf.Tensor4D,
          { shares, merge, present } as StructureTargets,
          factors as tf.Tensor1D,
          decay as tf.Tensor1D,
        ),
      ],
      { reads: this.adam.constants, changes: this.variables },
    );
    this.infer = new CompiledFunction(
      (images) => [this.average.network.forward(images as tf.Tensor4D)],
      {
        reads: this.weights,
        changes: [],
      },
    );
  }

  /** Weights, statistics, moments and averages, in a fixed order. */
  get variables(): tf.Variable[] {
    const { trainable, statistics } = this.network;
    return [...trainable, ...statistics, ...this.adam.state, ...this.weights];
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
  async step(batch: StructureBatch, learningRate: number): Promise<number> {
    const before = this.stepCount;
    const decay = this.average.decayAt(before);
    const inputs = [...upload(batch), this.adam.beginStep(learningRate), decay];
    const [lossTensor] = this.trainStep.run(...inputs);
    tf.dispose(inputs);
    return readLoss(lossTensor, this.stepCount);
  }

  /**
   * Logits by the averaged weights.
   *
   * @returns [n, height, width, classes], row-major
   */
  async logits(batch: StructureBatch): Promise<Float32Array> {
    const [images, ...rest] = upload(batch);
    const [output] = this.infer.run(images);
    const logits = await output.data<'float32'>();
    tf.dispose([output, images, ...rest]);
    return logits;
  }

  /** The part of a step that is compiled. @returns the loss before it */
  private updateWeights(
    images: tf.Tensor4D,
    targets: StructureTargets,
    factors: tf.Tensor1D,
    decay: tf.Tensor1D,
  ): tf.Tensor {
    let batchStatistics: tf.Tensor1D[] = [];
    const { trainable, statistics } = this.network;
    const { value, grads } = tf.variableGrads(() => {
      const pass = this.network.forwardTraining(images, []);
      batchStatistics = pass.batchStatistics;
      return structureLoss(pass.logits, targets);
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

/** Images, shares, merge and present of a batch as tensors; the caller disposes them. */
function upload({ imageCount, size, outputSize, classes, ...batch }: StructureBatch): tf.Tensor[] {
  return [
    tf.tensor4d(batch.images, [imageCount, size, size, 1]),
    tf.tensor4d(batch.shares, [imageCount, outputSize, outputSize, classes]),
    tf.tensor3d(batch.merge, [imageCount, classes, classes]),
    tf.tensor1d(batch.present),
  ];
}
