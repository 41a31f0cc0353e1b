import * as tf from '@tensorflow/tfjs-core';
import {
  buildGraph,
  residualEncoderWithStructures,
  structureMapsNode,
  weightShapes,
} from '@echonet/models';
import { randomStream } from '@echonet/models/random';
import { TrainableNetwork } from '../network/trainable-network';
import { structureLoss, type StructureTargets } from '../segmentation/structure-loss';
import { CompiledFunction } from '../tensorflow/compiled-function';
import { Adam } from '../train/adam';
import { layerRates } from '../train/layer-rates';
import { MovingAverage } from '../train/moving-average';
import { moveStatistics, readLoss } from '../train/training-step';
import type { VolumeRun } from './config';
import type { VolumeBatch } from './read-volume-batch';
import { volumeLosses } from './volume-loss';

/** Momentum of the running statistics of batch normalisation. */
const statisticsMomentum = 0.9;

/** Gradients of a larger norm are scaled down. */
const largestGradientNorm = 5;

interface BatchTensors {
  /** [n, size, size, 1] */
  readonly images: tf.Tensor4D;
  /** [n, outputs] */
  readonly labels: tf.Tensor2D;
  /** [n, outputs] */
  readonly known: tf.Tensor2D;
  readonly structures: StructureTargets;
}

/** Training steps and validation of a network that learns volumes, with or without a decoder beside it. */
export class VolumeTrainer {
  readonly network: TrainableNetwork;
  /** Exponential moving average of the weights and statistics, of which the encoder's are kept. */
  private readonly average: MovingAverage;
  private readonly adam: Adam;
  private readonly trainStep: CompiledFunction;
  private readonly infer: CompiledFunction;

  constructor(private readonly record: VolumeRun) {
    const { config, architecture, structures } = record;
    const graph =
      config.structureWeight > 0
        ? residualEncoderWithStructures(architecture, structures.length)
        : buildGraph(architecture);
    this.network = new TrainableNetwork(graph, config.seed);
    this.average = new MovingAverage(this.network, config.seed);
    this.adam = new Adam(this.network.trainable, {
      weightDecay: config.weightDecay,
      rates: layerRates(graph, this.network.trainableNames, config.earlyRate),
      largestGradientNorm,
    });
    this.trainStep = new CompiledFunction(
      (images, labels, known, shares, merge, present, factors, decay, ...dropout) => [
        this.updateWeights(
          {
            images,
            labels,
            known,
            structures: { shares, merge, present },
          } as BatchTensors,
          factors as tf.Tensor1D,
          decay as tf.Tensor1D,
          dropout as tf.Tensor4D[],
        ),
      ],
      { reads: this.adam.constants, changes: this.variables },
    );
    this.infer = new CompiledFunction(
      (images) => [asRows(this.average.network.forward(images as tf.Tensor4D))],
      { reads: this.average.variables, changes: [] },
    );
  }

  /** Weights, statistics, moments and averages, in a fixed order. */
  get variables(): tf.Variable[] {
    const { trainable, statistics } = this.network;
    return [...trainable, ...statistics, ...this.adam.state, ...this.average.variables];
  }

  /** The averaged weights and statistics of the network without the decoder, in a fixed order. */
  get weights(): tf.Variable[] {
    const names = weightShapes(buildGraph(this.record.architecture)).map(({ name }) => name);
    const isStatistic = (name: string) => /\/moving_(mean|variance)$/.test(name);
    return [
      ...names.filter((name) => !isStatistic(name)),
      ...names.filter((name) => isStatistic(name)),
    ].map((name) => this.average.network.weights.get(name)!);
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
  async step(batch: VolumeBatch, learningRate: number): Promise<number> {
    const before = this.stepCount;
    const decay = this.average.decayAt(before);
    const random = randomStream(this.record.config.seed, 'dropout', before);
    const inputs = [
      ...upload(batch, this.record.outputs.length),
      this.adam.beginStep(learningRate),
      decay,
      ...this.network.drawDropout(batch.imageCount, random),
    ];
    const [lossTensor] = this.trainStep.run(...inputs);
    tf.dispose(inputs);
    return readLoss(lossTensor, this.stepCount);
  }

  /** By the averaged weights. @returns [n, outputs], row-major */
  async logits({ images, imageCount, size }: VolumeBatch): Promise<Float32Array> {
    const tensor = tf.tensor4d(images, [imageCount, size, size, 1]);
    const [output] = this.infer.run(tensor);
    const logits = await output.data<'float32'>();
    tf.dispose([output, tensor]);
    return logits;
  }

  /** The part of a step that is compiled. @returns the loss before it */
  private updateWeights(
    { images, labels, known, structures }: BatchTensors,
    factors: tf.Tensor1D,
    decay: tf.Tensor1D,
    dropout: readonly tf.Tensor4D[],
  ): tf.Tensor {
    let batchStatistics: tf.Tensor1D[] = [];
    const { trainable, statistics } = this.network;
    const { structureWeight } = this.record.config;
    const { value, grads } = tf.variableGrads(() => {
      const pass = this.network.forwardTraining(images, dropout);
      batchStatistics = pass.batchStatistics;
      const loss = tf.sum<tf.Scalar>(volumeLosses(asRows(pass.logits), labels, known));
      const maps = pass.features.get(structureMapsNode);
      return maps
        ? tf.add<tf.Scalar>(loss, tf.mul(structureLoss(maps, structures), structureWeight))
        : loss;
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

/** In the order of the compiled step's inputs; the caller disposes the tensors. */
function upload(
  { imageCount, size, outputSize, classes, ...batch }: VolumeBatch,
  outputs: number,
): tf.Tensor[] {
  return [
    tf.tensor4d(batch.images, [imageCount, size, size, 1]),
    tf.tensor2d(batch.labels, [imageCount, outputs]),
    tf.tensor2d(batch.known, [imageCount, outputs]),
    tf.tensor4d(batch.shares, [imageCount, outputSize, outputSize, classes]),
    tf.tensor3d(batch.merge, [imageCount, classes, classes]),
    tf.tensor1d(batch.present),
  ];
}

/** [n, 1, 1, outputs] as [n, outputs]. */
function asRows(logits: tf.Tensor4D): tf.Tensor2D {
  return tf.reshape(logits, [logits.shape[0], -1]);
}
