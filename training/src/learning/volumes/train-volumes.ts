import { describeBackend, type RunningBackend } from '../backends/backends';
import type { RunFolder } from '../run-folder';
import { trainInSteps } from '../segmentation/train-in-steps';
import type { TrainingOutcome } from '../train/config';
import type { VolumeConfig } from './config';
import type { VolumeBatch, VolumeContract } from './read-volume-batch';
import { resumeVolumes, startVolumes, type VolumeFrame } from './start-volumes';
import { ValidationLosses } from './validation-losses';
import { VolumeTrainer } from './volume-trainer';

const batchWorker = new URL('./read-volume-batch-worker.mjs', import.meta.url);

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
  const names = outputs.map(({ chamber }) => chamber);
  return trainInSteps<VolumeFrame, VolumeBatch, VolumeContract>({
    run,
    trainer: new VolumeTrainer(record),
    config,
    sets,
    frames,
    outputs: names,
    batchWorker,
    contract: { structures, outputs },
    gatherLosses: () => new ValidationLosses(names),
    shouldStop,
  });
}
