import { buildGraph } from '@echonet/models';
import { splitSets } from '../../data/split/split-set';
import { describeBackend, type RunningBackend } from '../backends/backends';
import { TrainableNetwork } from '../network/trainable-network';
import type { RunFolder } from '../run-folder';
import { BatchReader } from './batch-reader';
import type { TrainingConfig, TrainingOutcome } from './config';
import { drawEpoch, evenFrames, inBatches, type FrameDraw } from './draw-frames';
import { taskOutputs } from './initial-weights-from';
import { restoreProgress } from './progress';
import type { Batch } from './read-batch';
import { splitClips } from './run-data';
import { runEpochs } from './run-epochs';
import { learningRateAt } from './schedule';
import { resumeRun, startRun } from './start-run';
import { Trainer } from './trainer';

const batchWorker = new URL('./read-batch-worker.mjs', import.meta.url);

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
  const { record, cohort, further } = settings.config
    ? startRun(run, settings.config, backend)
    : resumeRun(run);
  const { config, input, tasks } = record;
  const clips = splitClips(cohort.clips, record.split);
  run.log(
    splitSets
      .filter((set) => clips[set].length > 0)
      .map((set) => `${set}: ${clips[set].length} clips`)
      .join(', '),
  );
  further.forEach(({ source, clips: { length }, share }) => {
    run.log(`also to learn from: ${source}, ${length} clips, share ${share}`);
  });

  const network = new TrainableNetwork(buildGraph(record.architecture), config.seed);
  const trainer = new Trainer(network, tasks, input, config);
  try {
    const progress = await restoreProgress(run, trainer, config.init, taskOutputs(tasks));
    if (trainer.stepCount === 0) {
      trainer.startAverage();
    }
    const batchesOf = (epoch: number) =>
      drawEpoch(clips.train, { ...config, epoch, limits: config, further });
    const stepsPerEpoch = batchesOf(0).length;
    const steps = stepsPerEpoch * config.epochs;
    const validation = evenFrames(clips.validation, validationFrames);
    const clipOfRow = validation.map(({ clip }) => clips.validation.indexOf(clip));
    const reader = new BatchReader<FrameDraw, Batch>(batchWorker, { input, tasks });
    return await runEpochs({
      run,
      trainer,
      reader,
      progress,
      steps,
      stepsPerEpoch,
      patience: config.patience,
      batchesOf,
      learningRate: (step) => learningRateAt(step, steps, config.learningRate),
      validate: () =>
        trainer.validate(reader.read(inBatches(validation, config.batchSize)), clipOfRow),
      shouldStop,
    });
  } finally {
    trainer.dispose();
  }
}
