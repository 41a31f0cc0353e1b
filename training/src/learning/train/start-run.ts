import { joinedView, type InputContract } from '@echonet/models';
import { openPrepared, type Cohort, type CohortClip } from '../../data/prepared/open-prepared';
import { readSplit } from '../../data/split/split-file';
import type { RunningBackend } from '../backends/backends';
import { findTasks, purposeOf } from '../../data/find-tasks';
import { describeRun } from '../../data/run-record';
import type { RunFolder } from '../run-folder';
import { describeStartWeights } from '../start-weights';
import type { FurtherSet, TrainingConfig, TrainingRun } from './config';
import { describeScale } from './describe-scale';
import { openFurther, reopenFurther, type FurtherClips, type OpenFurtherSet } from './further-sets';
import { learnedLabel } from './learned-label';
import { openRunData, splitClips } from './run-data';
import { measureGreyValues, standardiseTasks } from './standardisation';
import type { TrainedTask } from './trained-task';

/** A run with its data. */
export interface OpenRun {
  readonly record: TrainingRun;
  readonly cohort: Cohort;
  /** Clips of further data to learn from. */
  readonly further: readonly FurtherClips[];
}

/**
 * Starts a run: measures the training set and writes run.json.
 *
 * @throws {UserError} when data, split or tasks do not fit each other
 */
export function startRun(run: RunFolder, config: TrainingConfig, backend: RunningBackend): OpenRun {
  const cohort = openPrepared(config.data);
  const { size, channels, frameIntervalMs, frameCount } = cohort.index.input;
  const { source, licence, citation } = cohort.index.provenance;
  const tasks = findTasks(config.tasks);
  const split = readSplit(config.split, cohort.clips);
  const own = splitClips(cohort.clips, split).train;
  const further = (config.further ?? []).map((one) => openFurther(one, { cohort, split }));
  const training = [...own, ...further.flatMap(({ clips }) => clips)];
  const input: InputContract = {
    size,
    channels,
    frameIntervalMs,
    frameCount,
    view: purposeOf(config.tasks) === 'view' ? 'any' : joinedView(own.map((clip) => clip.view)),
    ...measureGreyValues(training, { size, channels }),
  };
  const standardised = standardiseTasks(tasks, training, config);
  const record: TrainingRun = {
    ...describeRun(),
    config,
    backend: backend.name,
    threads: backend.threads,
    dataFingerprint: cohort.fingerprint,
    simulated: cohort.index.simulated,
    dataSource: { source, licence, citation },
    ...(further.length > 0 && {
      further: further.map((set) => describeFurther(set, standardised)),
    }),
    ...(config.init !== undefined && { startWeights: describeStartWeights(config.init) }),
    architecture: {
      name: 'inception-resnet-v1',
      inputSize: size,
      channels,
      width: config.width,
      outputs: tasks.length,
    },
    input,
    tasks: standardised.map((task) => ({ ...task, trainingPatients: patientsWith(task, own) })),
    split,
  };
  run.writeJson('run.json', record);
  describeScale(record.tasks, training).forEach((sentence) => run.log(sentence));
  return { record, cohort, further };
}

function describeFurther(
  { cohort, train, source, clips }: OpenFurtherSet,
  tasks: readonly TrainedTask[],
): FurtherSet {
  const { simulated, provenance } = cohort.index;
  const { licence, citation } = provenance;
  return {
    ...{ source, simulated, licence, citation, train },
    fingerprint: cohort.fingerprint,
    patientsOfTask: Object.fromEntries(tasks.map((task) => [task.id, patientsWith(task, clips)])),
  };
}

function patientsWith(task: TrainedTask, clips: readonly CohortClip[]): number {
  const labelled = clips.filter((clip) => learnedLabel(task, clip) !== undefined);
  return new Set(labelled.map(({ patientId }) => patientId)).size;
}

/**
 * Opens an interrupted run.
 *
 * @throws {UserError} when run.json is missing or the data have changed
 */
export function resumeRun(run: RunFolder): OpenRun {
  const record = run.readJson<TrainingRun>('run.json');
  const { further = [] } = record;
  return {
    record,
    cohort: openRunData(record),
    further: further.map((set, i) => reopenFurther(record.config.further![i], set)),
  };
}
