import path from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { median, rollup } from 'd3-array';
import { ProgressBar, UserError } from '@echonet/command-line';
import { architectureTitle } from '@echonet/models';
import { describeBackend, type RunningBackend } from '../../learning/backends/backends';
import type { WeightType } from '../../learning/network/encode-weights';
import { intendedUse } from '../../learning/intended-use';
import type { CohortClip } from '../../data/prepared/open-prepared';
import { splitSets, type SplitSet } from '../../data/split/split-set';
import { assessModel, type ModelResults } from '../report/assess-model';
import type { ComparedModel, ReportData } from '../report/report-data';
import { resultLines } from '../report/result-lines';
import { writeReport } from '../report/write-report';
import type { RunFolder } from '../../learning/run-folder';
import type { TrainingRun } from '../../learning/train/config';
import { fittingClips, openRunData, splitClips } from '../../learning/train/run-data';
import { calibrateTasks } from '../calibrate/calibrate-tasks';
import {
  predictionLosses,
  readTrainingCourse,
  trainingRemarks,
  unfinishedWarning,
} from '../training-course/training-course';
import { roundingDrift } from './drift';
import { logitsFileName, logitsTable, readLogits } from './logits-table';
import { openNetwork } from './open-network';
import { clipLogits, clipValue, type ClipLogits } from './predict-clips';
import { reportClip, reportTask } from './report-data';
import { saliencyExamples } from './saliency-examples';
import { structureEvidence } from './structure-evidence';

/** Content of metrics.json. */
export interface Evaluation {
  /** Storage type of the kernels, as exported. */
  readonly weights: WeightType;
  readonly backend: string;
  readonly dataFingerprint: string;
  /** Epoch of the weights, from 1. */
  readonly epoch: number;
  readonly patients: Readonly<Record<SplitSet, number>>;
  readonly clips: { readonly calibration: number; readonly test: number };
  /** Frames of a clip, over all sets. */
  readonly clipFrames: { readonly least: number; readonly median: number; readonly most: number };
  /** Makers of the devices by number of training clips. */
  readonly devices: readonly { readonly name: string; readonly clips: number }[];
  /** By task id, see {@link weightDrift}. */
  readonly drift: Readonly<Record<string, number>>;
  readonly results: ModelResults;
}

export interface EvaluateSettings {
  readonly run: RunFolder;
  readonly backend: RunningBackend;
  readonly weights: WeightType;
  /** Evaluated runs on the same data and split to compare with, e.g. single-task networks. */
  readonly compareTo: readonly RunFolder[];
}

/**
 * Predicts every test clip, and those that intervals are fit on, with the weights as exported, on the inference code of
 * @echonet/models, and writes frame-logits.csv, predictions.csv, metrics.json and the report.
 *
 * @throws {UserError} when the run has no weights yet or its data have changed
 */
export async function evaluate(settings: EvaluateSettings): Promise<Evaluation> {
  const { run, backend, weights } = settings;
  run.log(describeBackend(backend));
  const record = run.readJson<TrainingRun>('run.json');
  const { split, tasks } = record;
  const cohort = openRunData(record);
  const comparedTo = settings.compareTo.map((other) => comparedModel(other, cohort.clips, record));
  const course = readTrainingCourse(run, record.config.epochs, predictionLosses);
  const warning = unfinishedWarning(run, course);
  if (warning) {
    run.log(warning);
  }
  const { network, epoch } = await openNetwork(run, record, weights, record.input);
  const sets = splitClips(cohort.clips, split);
  const clipsBySubset = { calibration: fittingClips(sets), test: sets.test };
  const total = clipsBySubset.calibration.length + clipsBySubset.test.length;
  const bar = new ProgressBar('Evaluating', total);
  const clips: ClipLogits[] = [];
  for (const subset of ['calibration', 'test'] as const) {
    for (const clip of clipsBySubset[subset]) {
      clips.push({ clip, subset, logits: await clipLogits(network, clip, record) });
      bar.update(clips.length);
    }
  }
  bar.stop();
  run.writeText(
    logitsFileName,
    logitsTable(
      clips,
      tasks.map(({ id }) => id),
    ),
  );
  run.writeText('predictions.csv', predictionTable(clips, record));
  const saliency = await saliencyExamples(network, clips, record);
  const evidence = await structureEvidence(network, clips, record, cohort.index.structures);
  network.dispose();
  const drift = await roundingDrift(run, record, weights, clips);

  const data: ReportData = {
    title: `EchoNet: ${tasks.map(({ id }) => id).join(', ')}`,
    simulated: record.simulated,
    intendedUse: intendedUse(record),
    provenance: provenanceOf(record, epoch, weights),
    tasks: tasks.map(reportTask),
    clips: clips.map((clip) => reportClip(clip, tasks)),
    intervals: intervalsOf(tasks, clips),
    calibratedOnValidation: sets.calibration.length === 0,
    training: course,
    comparedTo,
    saliency,
    seed: record.config.seed,
    ...evidence,
  };
  const evaluation: Evaluation = {
    weights,
    backend: backend.name,
    dataFingerprint: cohort.fingerprint,
    epoch,
    patients: {
      train: split.train.length,
      validation: split.validation.length,
      calibration: split.calibration?.length ?? 0,
      test: split.test.length,
    },
    clips: { calibration: clipsBySubset.calibration.length, test: clipsBySubset.test.length },
    clipFrames: framesOfClips(cohort.clips),
    devices: devicesOf(sets.train),
    drift,
    results: assessModel(data),
  };
  run.writeJson('metrics.json', evaluation);
  await writeReport(run.file('report'), data, evaluation.results);
  resultLines(evaluation.results.tasks, 'test clips').forEach((line) => run.log(line));
  trainingRemarks(course).forEach((remark) => run.log(remark));
  run.log(`Report: ${run.file('report/report.html')}`);
  run.log(`Next: echonet calibrate --run ${run.directory}`);
  return evaluation;
}

function framesOfClips(clips: readonly CohortClip[]): Evaluation['clipFrames'] {
  const counts = clips.map(({ images }) => images.frameCount);
  return { least: Math.min(...counts), median: median(counts)!, most: Math.max(...counts) };
}

function devicesOf(clips: readonly CohortClip[]): Evaluation['devices'] {
  const names = rollup(
    clips,
    (own) => own.length,
    ({ manufacturer }) => manufacturer ?? 'not recorded',
  );
  return [...names]
    .map(([name, count]) => ({ name, clips: count }))
    .sort((a, b) => b.clips - a.clips);
}

function intervalsOf(
  tasks: TrainingRun['tasks'],
  clips: readonly ClipLogits[],
): NonNullable<ReportData['intervals']> {
  return Object.fromEntries(
    Object.entries(calibrateTasks(tasks, clips)).flatMap(([id, calibration]) => {
      const { interval90HalfWidth, interval90Scale: scale, bias, coverage } = calibration;
      return interval90HalfWidth === undefined || !scale || !coverage
        ? []
        : [[id, { halfWidth: interval90HalfWidth, scale, bias, coverage }]];
    }),
  );
}

/** @throws {UserError} when the other run was trained on other data or another split */
function comparedModel(
  run: RunFolder,
  clips: readonly CohortClip[],
  record: TrainingRun,
): ComparedModel {
  const other = run.readJson<TrainingRun>('run.json');
  const sameSplit = JSON.stringify(other.split) === JSON.stringify(record.split);
  if (other.dataFingerprint !== record.dataFingerprint || !sameSplit) {
    throw new UserError(
      `${run.directory} was trained on other data or another split, so it cannot be compared.`,
    );
  }
  const taskIds = other.tasks.map(({ id }) => id);
  return {
    name: `${modelName(taskIds)} (${path.basename(path.resolve(run.directory))})`,
    clips: readLogits(run, taskIds, clips).clips.map((clip) => reportClip(clip, other.tasks)),
  };
}

/** Short enough for a column heading. */
function modelName(taskIds: readonly string[]): string {
  return taskIds.length > 4 ? `${taskIds.length} tasks` : taskIds.join(', ');
}

const setWords: Readonly<Record<SplitSet, string>> = {
  train: 'training',
  validation: 'validation',
  calibration: 'calibration',
  test: 'test',
};

function provenanceOf(
  record: TrainingRun,
  epoch: number,
  weights: WeightType,
): Record<string, string> {
  const { config, split, architecture } = record;
  return {
    Command: record.command,
    Trained: record.startedAt,
    Commit: record.commit || 'unknown',
    Data: `${config.data} (SHA-256 ${record.dataFingerprint})`,
    Patients: splitSets
      .flatMap((set) => (split[set]?.length ? `${split[set].length} ${setWords[set]}` : []))
      .join(', '),
    Network: `${architectureTitle(architecture)}, ${architecture.inputSize} x ${architecture.inputSize} x ${architecture.channels}`,
    Weights: `of epoch ${epoch}, best on validation, ${weights}`,
    Seed: String(config.seed),
  };
}

function predictionTable(clips: readonly ClipLogits[], { tasks }: TrainingRun): string {
  const header = ['PatientID', 'ClipID', 'side', 'frames'].concat(
    tasks.flatMap(({ id }) => [id, `${id} predicted`]),
  );
  const rows = clips.map((one) => [
    one.clip.patientId,
    one.clip.clipId,
    one.subset,
    one.clip.images.frameCount,
    ...tasks.flatMap((task) => [one.clip.labels[task.id] ?? '', predictedText(task, one)]),
  ]);
  return stringify([header, ...rows]);
}

/** Empty where there is no prediction. */
function predictedText(task: TrainingRun['tasks'][number], one: ClipLogits): string {
  const value = clipValue(task, one);
  return Number.isNaN(value) ? '' : value.toPrecision(6);
}
