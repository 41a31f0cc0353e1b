import { buildGraph } from '@echonet/models';
import { realWhereAny } from '../../data/real-where-any';
import { describeBackend, type RunningBackend } from '../backends/backends';
import type { RunFolder } from '../run-folder';
import { BatchReader } from '../train/batch-reader';
import type { TrainingOutcome } from '../train/config';
import { inBatches } from '../train/draw-frames';
import { restoreProgress } from '../train/progress';
import { splitClips } from '../train/run-data';
import { runEpochs } from '../train/run-epochs';
import { learningRateAt } from '../train/schedule';
import type { SegmentationConfig } from './config';
import { drawStructureEpoch, labelledFrames } from './draw-structures';
import type { StructureBatch, StructureContract, StructureDraw } from './read-structure-batch';
import { SegmentationTrainer } from './segmentation-trainer';
import { openSegmentationRun, startSegmentation } from './start-segmentation';
import { DiceLosses } from './validate-structures';

const batchWorker = new URL('./read-structure-batch-worker.mjs', import.meta.url);

/** Steps between two measurements of the validation patients. */
export const stepsPerEpoch = 100;

/** Share of the steps in which the learning rate rises. */
const warmUpShare = 0.1;

export interface TrainSegmentationSettings {
  readonly run: RunFolder;
  readonly backend: RunningBackend;
  /** Of a new run; without it, the run in the folder is resumed. */
  readonly config?: SegmentationConfig;
  /** Called after every step; true writes a checkpoint and returns. */
  readonly shouldStop?: () => boolean;
}

/**
 * Trains a segmentation network: the moving average of its weights is kept when it draws the
 * validation patients best. Files as those of `train`; an epoch is a hundred steps.
 *
 * @throws {UserError} for anything wrong with data, settings or the folder
 */
export async function trainSegmentation(
  settings: TrainSegmentationSettings,
): Promise<TrainingOutcome> {
  const { run, backend, shouldStop } = settings;
  run.log(describeBackend(backend));
  const { record, cohorts } = settings.config
    ? startSegmentation(run, settings.config, backend)
    : openSegmentationRun(run);
  const { config, structures, sets } = record;
  const framesOf = (subset: 'train' | 'validation') =>
    cohorts.map((cohort, set) =>
      labelledFrames(splitClips(cohort.clips, sets[set].split)[subset], set),
    );
  const training = framesOf('train').map((frames, set) => ({
    frames,
    share: config.sources[set].share,
  }));
  const decisive = realWhereAny(sets);
  const validation = framesOf('validation').flatMap((frames, set) =>
    decisive.includes(sets[set]) ? frames : [],
  );
  sets.forEach(({ source, split }, set) => {
    run.log(
      `${source}: ${split.train.length} training patients (${training[set].frames.length} labelled frames), ${split.validation.length} validation, ${split.test.length} test`,
    );
  });

  const trainer = new SegmentationTrainer(buildGraph(record.architecture), config);
  try {
    const progress = await restoreProgress(run, trainer, config.init, structures);
    if (trainer.stepCount === 0) {
      trainer.startAverage();
    }
    const contract: StructureContract = {
      size: config.inputSize,
      outputSize: config.inputSize / 2,
      structures,
      sets,
      flipProbability: config.flipProbability,
    };
    const reader = new BatchReader<StructureDraw, StructureBatch>(batchWorker, contract);
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
        const dice = new DiceLosses(structures);
        for await (const batch of reader.read(inBatches(validation, config.batchSize))) {
          dice.add(await trainer.logits(batch), batch);
        }
        return dice.losses;
      },
      shouldStop,
    });
  } finally {
    trainer.dispose();
  }
}
