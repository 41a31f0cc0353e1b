import { existsSync } from 'node:fs';
import type * as tf from '@tensorflow/tfjs-core';
import type { TrainableNetwork } from '../network/trainable-network';
import type { RunFolder } from '../run-folder';
import {
  bestWeightsFileName,
  checkpointFileName,
  readCheckpoint,
  writeCheckpoint,
} from './checkpoint';
import type { TrainingOutcome } from './config';
import { initialiseFrom } from './initial-weights-from';

/** What is saved of a trainer. */
export interface SavedTrainer {
  stepCount: number;
  /** All that a step changes, in a fixed order. */
  readonly variables: tf.Variable[];
  /** The weights that are kept, in a fixed order. */
  readonly weights: tf.Variable[];
  /** The network that `init` initialises. */
  readonly network: TrainableNetwork;
}

/** State of a training run beside weights, moments and step count. */
export interface TrainingProgress {
  /** Lowest validation loss and its epoch, from 1; Infinity and 0 before the first epoch. */
  best: { readonly loss: number; readonly epoch: number };
  /** Sum of the losses of the current epoch's steps. */
  lossSum: number;
}

/**
 * Restores the last checkpoint into the trainer. Without a checkpoint, training starts at the
 * random weights or at those of `init`.
 *
 * @param init folder of a run or of a model
 * @param outputs task ids or structures, in the order of the network's outputs
 * @param structures that the data have masks of
 * @throws {UserError} when checkpoint or `init` belong to another network
 */
export async function restoreProgress(
  run: RunFolder,
  trainer: SavedTrainer,
  init: string | undefined,
  outputs: readonly string[],
  structures?: readonly string[],
): Promise<TrainingProgress> {
  const checkpoint = run.file(checkpointFileName);
  if (existsSync(checkpoint)) {
    const state = await readCheckpoint(checkpoint, trainer.variables);
    trainer.stepCount = state['step'];
    run.log(`Resuming after step ${trainer.stepCount}`);
    return {
      // JSON has no Infinity: before the first epoch the loss was written as null.
      best: { loss: state['bestLoss'] ?? Infinity, epoch: state['bestEpoch'] },
      lossSum: state['lossSum'],
    };
  }
  if (init) {
    try {
      const { copied, all } = await initialiseFrom(init, trainer.network, outputs, structures);
      run.log(`${copied} of ${all} weights begin as in ${init}`);
    } catch (error) {
      run.discard();
      throw error;
    }
  }
  return { best: { loss: Infinity, epoch: 0 }, lossSum: 0 };
}

/** Writes a checkpoint from which training resumes with bit-identical steps. */
export async function saveProgress(
  run: RunFolder,
  trainer: SavedTrainer,
  { best, lossSum }: TrainingProgress,
): Promise<void> {
  await writeCheckpoint(run.file(checkpointFileName), trainer.variables, {
    step: trainer.stepCount,
    bestLoss: best.loss,
    bestEpoch: best.epoch,
    lossSum,
  });
}

/**
 * Writes best.weights when the validation loss is the lowest so far.
 *
 * @returns whether it is
 */
export async function keepIfBest(
  run: RunFolder,
  trainer: SavedTrainer,
  progress: TrainingProgress,
  candidate: TrainingProgress['best'],
): Promise<boolean> {
  if (!(candidate.loss < progress.best.loss)) {
    return false;
  }
  progress.best = candidate;
  await writeCheckpoint(run.file(bestWeightsFileName), trainer.weights, { epoch: candidate.epoch });
  return true;
}

/** @param finished false where the user stopped the run */
export function outcomeOf({ best }: TrainingProgress, finished: boolean): TrainingOutcome {
  return { finished, bestLoss: best.loss, bestEpoch: best.epoch };
}
