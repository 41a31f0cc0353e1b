import type * as tf from '@tensorflow/tfjs-core';
import type { TrainingPassResult } from '../network/trainable-network';
import { AveragedTrainer } from './averaged-trainer';
import type { StructureBatch } from './read-structure-batch';
import { structureLoss, structureTargets, uploadStructures } from './structure-loss';

/** Training steps and validation of one segmentation network. */
export class SegmentationTrainer extends AveragedTrainer<StructureBatch> {
  protected override targets(batch: StructureBatch): tf.Tensor[] {
    return uploadStructures(batch);
  }

  protected override loss(
    { logits }: TrainingPassResult,
    targets: readonly tf.Tensor[],
  ): tf.Scalar {
    return structureLoss(logits, structureTargets(targets));
  }
}
