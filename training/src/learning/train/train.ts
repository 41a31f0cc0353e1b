import { buildGraph } from '@echonet/models';
import { ProgressBar } from '@echonet/command-line';
import { describeBackend, type RunningBackend } from '../backends/backends';
import { TrainableNetwork } from '../network/trainable-network';
import type { RunFolder } from '../run-folder';
import { BatchReader } from './batch-reader';
import { outcomeFileName, type TrainingConfig, type TrainingOutcome } from './config';
import { drawEpoch, evenFrames, inBatches } from './draw-frames';
import { isOutOfPatience } from './early-stopping';
import { logEpoch } from './log-epoch';
import { keepIfBest, outcomeOf, restoreProgress, saveProgress } from './progress';
import { splitClips } from './run-data';
import { learningRateAt } from './schedule';
import { resumeRun, startRun } from './start-run';
import { trainEpoch } from './train-epoch';
import { Trainer } from './trainer';

/** Frames of each validation clip whose logits are averaged after an epoch. */
const validationFrames = 5;

export interface TrainSettings {
  readonly run: RunFolder;
  readonly backend: RunningBackend;
  /** Of a new run; without it, the run in the folder is resumed. */
  readonly config?: TrainingConfig;
  /** Called after every step; true writes a checkpoint and returns. */
  readonly shouldStop?: () => boolean;
}

/**
 * Trains one network on all tasks. Writes best.weights (lowest validation loss) and a checkpoint
 * after each epoch, a checkpoint when stopped, and outcome.json when finished.
 *
 * @throws {UserError} for anything wrong with data, settings or the folder
 */
export async function train(settings: TrainSettings): Promise<TrainingOutcome> {
  const { run, backend, shouldStop } = settings;
  run.log(describeBackend(backend));
  const { record, cohort } = settings.config
    ? startRun(run, settings.config, backend)
    : resumeRun(run);
  const { config, input, tasks } = record;
  const clips = splitClips(cohort.clips, record.split);
  run.log(
    `${clips.train.length} training, ${clips.validation.length} validation and ${clips.test.length} test clips`,
  );

  const network = new TrainableNetwork(buildGraph(record.architecture), config.seed);
  const trainer = new Trainer(network, tasks, input, config);
  const progress = await restoreProgress(run, trainer, config.init);
  const batchesOf = (epoch: number) => drawEpoch(clips.train, { ...config, epoch, limits: config });
  const stepsPerEpoch = batchesOf(0).length;
  const totalSteps = stepsPerEpoch * config.epochs;
  const validation = evenFrames(clips.validation, validationFrames);
  const clipOfRow = validation.map(({ clip }) => clips.validation.indexOf(clip));
  const bar = new ProgressBar('Training', totalSteps, trainer.stepCount);
  const reader = new BatchReader({ input, tasks });
  try {
    for (
      let epoch = Math.floor(trainer.stepCount / stepsPerEpoch);
      epoch < config.epochs && !isOutOfPatience(progress, epoch, config.patience);
      epoch++
    ) {
      const timing = await trainEpoch({
        trainer,
        reader,
        batches: batchesOf(epoch).slice(trainer.stepCount - epoch * stepsPerEpoch),
        learningRate: (step) => learningRateAt(step, totalSteps, config.learningRate),
        onStep: (loss) => {
          progress.lossSum += loss;
          bar.update(trainer.stepCount, `loss ${loss.toFixed(3)}`);
        },
        shouldStop,
      });
      if (!timing) {
        await saveProgress(run, trainer, progress);
        return outcomeOf(progress, false);
      }
      const trainingLoss = progress.lossSum / stepsPerEpoch;
      progress.lossSum = 0;
      const validationLosses = await trainer.validate(
        reader.read(inBatches(validation, config.batchSize)),
        clipOfRow,
      );
      const validationLoss = Object.values(validationLosses).reduce((sum, loss) => sum + loss, 0);
      const isBest = await keepIfBest(run, trainer, progress, {
        loss: validationLoss,
        epoch: epoch + 1,
      });
      await saveProgress(run, trainer, progress);
      logEpoch(run, {
        ...timing,
        epoch: epoch + 1,
        epochs: config.epochs,
        trainingLoss,
        validationLosses,
        validationLoss,
        isBest,
      });
      if (isOutOfPatience(progress, epoch + 1, config.patience)) {
        run.log(`Stopping early: no lower validation loss for ${config.patience} epochs.`);
      }
    }
  } finally {
    bar.stop();
    trainer.dispose();
    await reader.close();
  }
  const { best } = progress;
  run.log(`Lowest validation loss ${best.loss.toFixed(4)}, epoch ${best.epoch}`);
  run.writeJson(outcomeFileName, outcomeOf(progress, true));
  return outcomeOf(progress, true);
}
