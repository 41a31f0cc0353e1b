import { ProgressBar } from '@echonet/command-line';
import type { RunFolder } from '../run-folder';
import type { BatchReader } from './batch-reader';
import { outcomeFileName, type TrainingOutcome } from './config';
import { isOutOfPatience } from './early-stopping';
import { logEpoch } from './log-epoch';
import {
  keepIfBest,
  outcomeOf,
  saveProgress,
  type SavedTrainer,
  type TrainingProgress,
} from './progress';
import { trainEpoch, type SteppingTrainer } from './train-epoch';

/** A training run, whatever its network learns. */
export interface EpochPlan<Draw, Batch extends { readonly imageCount: number }> {
  readonly run: RunFolder;
  readonly trainer: SteppingTrainer<Batch> & SavedTrainer;
  readonly reader: BatchReader<Draw, Batch>;
  readonly progress: TrainingProgress;
  /** Optimiser steps in all; the last epoch ends with them. */
  readonly steps: number;
  readonly stepsPerEpoch: number;
  /** Epochs without a lower validation loss after which training stops; 0: never. */
  readonly patience: number;
  /** The same batches for the same epoch, from 0, in every run. */
  readonly batchesOf: (epoch: number) => readonly (readonly Draw[])[];
  /** @param step number of steps taken before */
  readonly learningRate: (step: number) => number;
  /** Losses by what was measured; the sum decides which epoch is best. */
  readonly validate: () => Promise<Record<string, number>>;
  /**
   * Called after every step; true writes a checkpoint and returns, after the last step of an epoch
   * once its validation is done.
   */
  readonly shouldStop?: () => boolean;
}

/**
 * Trains the epochs that are left. Writes best.weights (lowest validation loss) and a checkpoint after
 * each epoch, a checkpoint when stopped, and outcome.json when finished.
 *
 * @throws {UserError} when the loss is no longer a number
 */
export async function runEpochs<Draw, Batch extends { readonly imageCount: number }>(
  plan: EpochPlan<Draw, Batch>,
): Promise<TrainingOutcome> {
  const { run, trainer, reader, progress, steps, stepsPerEpoch, patience } = plan;
  const epochs = Math.ceil(steps / stepsPerEpoch);
  const bar = new ProgressBar('Training', steps, trainer.stepCount);
  try {
    for (
      let epoch = Math.floor(trainer.stepCount / stepsPerEpoch);
      trainer.stepCount < steps && !isOutOfPatience(progress, epoch, patience);
      epoch++
    ) {
      const first = epoch * stepsPerEpoch;
      const batches = plan.batchesOf(epoch).slice(0, steps - first);
      const trained = await trainEpoch({
        trainer,
        reader,
        batches: batches.slice(trainer.stepCount - first),
        learningRate: plan.learningRate,
        onStep: (loss) => {
          progress.lossSum += loss;
          bar.update(trainer.stepCount, `loss ${loss.toFixed(3)}`);
        },
        shouldStop: plan.shouldStop,
      });
      if (!trained) {
        await saveProgress(run, trainer, progress);
        return outcomeOf(progress, false);
      }
      const trainingLoss = progress.lossSum / batches.length;
      progress.lossSum = 0;
      const validationLosses = await plan.validate();
      const validationLoss = Object.values(validationLosses).reduce((sum, loss) => sum + loss, 0);
      const isBest = await keepIfBest(run, trainer, progress, {
        loss: validationLoss,
        epoch: epoch + 1,
      });
      await saveProgress(run, trainer, progress);
      logEpoch(run, {
        ...trained,
        epoch: epoch + 1,
        epochs,
        trainingLoss,
        validationLosses,
        validationLoss,
        isBest,
      });
      if (isOutOfPatience(progress, epoch + 1, patience)) {
        run.log(`Stopping early: no lower validation loss for ${patience} epochs.`);
      } else if (trained.isStopAsked && epoch + 1 < epochs) {
        return outcomeOf(progress, false);
      }
    }
  } finally {
    bar.stop();
    await reader.close();
  }
  const { best } = progress;
  run.log(`Lowest validation loss ${best.loss.toFixed(4)}, epoch ${best.epoch}`);
  run.writeJson(outcomeFileName, outcomeOf(progress, true));
  return outcomeOf(progress, true);
}
