import * as tf from '@tensorflow/tfjs-core';
import {
  buildGraph,
  residualEncoderWithStructures,
  structureMapsNode,
  weightShapes,
} from '@echonet/models';
import type { TrainingPassResult } from '../network/trainable-network';
import { AveragedTrainer } from '../segmentation/averaged-trainer';
import { structureLoss, structureTargets, uploadStructures } from '../segmentation/structure-loss';
import type { VolumeRun } from './config';
import type { VolumeBatch } from './read-volume-batch';
import { volumeLosses } from './volume-loss';

/** Training steps and validation of a network that learns volumes, with or without a decoder of structures. */
export class VolumeTrainer extends AveragedTrainer<VolumeBatch> {
  constructor(private readonly record: VolumeRun) {
    const { config, architecture, structures } = record;
    const isDecoderDropped = config.structureWeight > 0 && !architecture.structures;
    const graph = isDecoderDropped
      ? residualEncoderWithStructures(architecture, structures.length)
      : buildGraph(architecture);
    super(graph, config);
  }

  /** The averaged weights and statistics of the network that is kept, in a fixed order. */
  override get weights(): tf.Variable[] {
    const names = weightShapes(buildGraph(this.record.architecture)).map(({ name }) => name);
    const isStatistic = (name: string) => /\/moving_(mean|variance)$/.test(name);
    return [
      ...names.filter((name) => !isStatistic(name)),
      ...names.filter((name) => isStatistic(name)),
    ].map((name) => this.average.network.weights.get(name)!);
  }

  protected override targets(batch: VolumeBatch): tf.Tensor[] {
    const shape: [number, number] = [batch.imageCount, this.record.outputs.length];
    return [
      tf.tensor2d(batch.labels, shape),
      tf.tensor2d(batch.known, shape),
      ...uploadStructures(batch),
    ];
  }

  protected override loss(
    { logits, features }: TrainingPassResult,
    [labels, known, ...structures]: readonly tf.Tensor[],
  ): tf.Scalar {
    const rows = tf.reshape<tf.Rank.R2>(logits, [logits.shape[0], -1]);
    const loss = tf.sum<tf.Scalar>(volumeLosses(rows, labels as tf.Tensor2D, known as tf.Tensor2D));
    const maps = features.get(structureMapsNode);
    return maps
      ? tf.add<tf.Scalar>(
          loss,
          tf.mul(
            structureLoss(maps, structureTargets(structures)),
            this.record.config.structureWeight,
          ),
        )
      : loss;
  }
}
