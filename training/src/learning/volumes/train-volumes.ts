import { realWhereAny } from '../../data/real-where-any';
import { describeBackend, type RunningBackend } from '../backends/backends';
import type { RunFolder } from '../run-folder';
import { drawStructureEpoch } from '../segmentation/draw-structures';
import { BatchReader } from '../train/batch-reader';
import type { TrainingOutcome } from '../train/config';
import { inBatches } from '../train/draw-frames';
import { restoreProgress } from '../train/progress';
import { runEpochs } from '../train/run-epochs';
import { learningRateAt } from '../train/schedule';
import type { VolumeConfig } from './config';
import type { VolumeBatch, VolumeContract, VolumeDraw } from './read-volume-batch';
import { resumeVolumes, startVolumes } from './start-volumes';
import { ValidationLosses } from './validation-losses';
import { VolumeTrainer } from './volume-trainer';

const batchWorker = new URL('./read-volume-batch-worker.mjs', import.meta.url);

/** Steps between two measurements of the validation patients. */
export const stepsPerEpoch = 100;

/** Share of the steps in which the learning rate rises. */
const warmUpShare = 0.1;

export interface TrainVolumesSettings {
  readonly run: RunFolder;
  readonly backend: RunningBackend;
  /** Of a new run; without it, the run in the folder is resumed. */
  readonly config?: VolumeConfig;
  /** Called after every step; true writes a checkpoint and returns. */
  readonly shouldStop?: () => boolean;
}

/**
 * Trains a network that says the volumes of the chambers in a frame: the moving average of its weights is
 * kept when it is best on the validation patients. Files as those of `train`; an epoch is a hundred steps.
 *
 * @throws {UserError} for anything wrong with data, settings or the folder
 */
export async function trainVolumes(settings: TrainVolumesSettings): Promise<TrainingOutcome> {
  const { run, backend, shouldStop } = settings;
  run.log(describeBackend(backend));
  const { record, frames } = settings.config
    ? startVolumes(run, settings.config, backend)
    : resumeVolumes(run);
  const { config, outputs, sets, structures } = record;
  const training = frames.train.map((own, set) => ({
    frames: own,
    share: config.sources[set].share,
  }));
  const decisive = realWhereAny(sets);
  const validation = frames.validation.flatMap((own, set) =>
    decisive.includes(sets[set]) ? own : [],
  );
  sets.forEach(({ source, split }, set) => {
    run.log(
      `${source}: ${split.train.length} training patients (${frames.train[set].length} labelled frames), ${split.validation.length} validation, ${split.test.length} test`,
    );
  });

  const trainer = new VolumeTrainer(record);
  try {
    const names = outputs.map(({ chamber }) => chamber);
    const progress = await restoreProgress(run, trainer, config.init, names);
    if (trainer.stepCount === 0) {
      trainer.startAverage();
    }
    const contract: VolumeContract = {
      size: config.inputSize,
      outputSize: config.inputSize / 2,
      structures,
      sets,
      flipProbability: config.flipProbability,
      outputs,
    };
    const reader = new BatchReader<VolumeDraw, VolumeBatch>(batchWorker, contract);
    return await runEpochs({
      run,
      trainer,
      reader,
      progress,
      epochs: Math.ceil(config.steps / stepsPerEpoch),
      stepsPerEpoch: Math.min(stepsPerEpoch, config.steps),
      patience: 0,
      batchesOf: (epoch) =>
        drawStructureEpoch(training, { ...config, epoch, steps: stepsPerEpoch }),
      learningRate: (step) => learningRateAt(step, config.steps, config.learningRate, warmUpShare),
      async validate() {
        const losses = new ValidationLosses(names);
        for await (const batch of reader.read(inBatches(validation, config.batchSize))) {
          losses.add(await trainer.logits(batch), batch);
        }
        return losses.byOutput;
      },
      shouldStop,
    });
  } finally {
    trainer.dispose();
  }
}
