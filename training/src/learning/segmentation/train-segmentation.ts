import { buildGraph } from '@echonet/models';
import { describeBackend, type RunningBackend } from '../backends/backends';
import type { RunFolder } from '../run-folder';
import type { TrainingOutcome } from '../train/config';
import type { SegmentationConfig } from './config';
import { framesOfSets } from './draw-structures';
import { SegmentationTrainer } from './segmentation-trainer';
import { openSegmentationRun, startSegmentation } from './start-segmentation';
import { trainInSteps } from './train-in-steps';
import { DiceLosses } from './validate-structures';

const batchWorker = new URL('./read-structure-batch-worker.mjs', import.meta.url);

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
  return trainInSteps({
    run,
    trainer: new SegmentationTrainer(buildGraph(record.architecture), config),
    config,
    sets,
    frames: framesOfSets(cohorts, sets),
    outputs: structures,
    batchWorker,
    contract: { structures },
    gatherLosses: () => new DiceLosses(structures),
    shouldStop,
  });
}
