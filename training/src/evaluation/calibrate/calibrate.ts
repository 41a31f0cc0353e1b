import { existsSync } from 'node:fs';
import { UserError } from '@echonet/command-line';
import { fewestForInterval } from '../../data/split/calibration-share';
import type { RunFolder } from '../../learning/run-folder';
import type { TrainingRun } from '../../learning/train/config';
import { learnedUnit } from '../../learning/train/learned-label';
import { openRunData } from '../../learning/train/run-data';
import { logitsFileName, readLogits } from '../evaluate/logits-table';
import { defaultResamples } from '../report/assess-model';
import type { TaskResults } from '../report/assess-task';
import { widthText } from '../report/coverage-cell';
import { nextExport } from '../next-export';
import { calibrateTasks } from './calibrate-tasks';
import { calibratedResults } from './calibrated-results';
import type { TaskCalibration } from './task-calibration';

/** Content of calibration.json. */
export interface Calibration {
  /** SHA-256 of the frame-logits.csv it was computed from. */
  readonly logits: string;
  readonly tasks: Readonly<Record<string, TaskCalibration>>;
  /** Of the calibrated predictions on the test clips, by task id. */
  readonly results: Readonly<Record<string, TaskResults>>;
}

export const calibrationFileName = 'calibration.json';

/**
 * Calibrates an evaluated run on its calibration set (without one, on its validation set): conformal
 * intervals for regressions, Platt scaling for classifications. Measures both on the test set and
 * writes calibration.json.
 *
 * @param mostFalsePositives maximum false positive rate, 0..1, in place of the task's own for tasks
 *   that have one
 * @throws {UserError} when the run was not evaluated or its data have changed
 */
export function calibrate(run: RunFolder, mostFalsePositives?: number): Calibration {
  const record = run.readJson<TrainingRun>('run.json');
  const taskIds = record.tasks.map(({ id }) => id);
  const { clips, hash } = readLogits(run, taskIds, openRunData(record).clips);
  const tasks = calibrateTasks(record.tasks, clips, mostFalsePositives);
  const bootstrap = { resamples: defaultResamples, seed: record.config.seed };
  const calibration: Calibration = {
    logits: hash,
    tasks,
    results: Object.fromEntries(
      record.tasks.map((task) => [
        task.id,
        calibratedResults(task, tasks[task.id], clips, bootstrap),
      ]),
    ),
  };
  run.writeJson(calibrationFileName, calibration);
  for (const task of record.tasks) {
    run.log(describe(task, tasks[task.id]));
  }
  run.log(nextExport(run));
  return calibration;
}

/**
 * Reads calibration.json.
 *
 * @throws {UserError} when the run was not calibrated, or evaluated again since
 */
export function readCalibration(run: RunFolder): Calibration {
  const record = run.readJson<TrainingRun>('run.json');
  const command = `echonet calibrate --run ${run.directory}`;
  const { hash } = readLogits(
    run,
    record.tasks.map(({ id }) => id),
    openRunData(record).clips,
  );
  if (!existsSync(run.file(calibrationFileName))) {
    throw new UserError(`${run.directory} is not calibrated yet; run first: ${command}`);
  }
  const calibration = run.readJson<Partial<Calibration>>(calibrationFileName);
  const { logits, tasks, results } = calibration;
  if (logits !== hash || !tasks || !results) {
    throw new UserError(
      `${logitsFileName} has changed since the calibration; run again: ${command}`,
    );
  }
  return { logits, tasks, results };
}

type Task = TrainingRun['tasks'][number];

function describe(task: Task, calibration: TaskCalibration): string {
  const { id, kind, unit } = task;
  const { interval90HalfWidth, interval90Scale = 'absolute', bias, test } = calibration;
  if (interval90HalfWidth !== undefined) {
    const width = widthText(interval90HalfWidth, interval90Scale, unit, 1);
    return [
      ...(bias === undefined
        ? []
        : [`${id}: bias of ${bias.toPrecision(2)} ${learnedUnit(task)} removed`]),
      `${id}: 90 % interval of ${width}${coverageText(calibration)}`,
    ].join('\n');
  }
  if (kind === 'regression') {
    return `${id}: no 90 % interval, which takes at least ${fewestForInterval} patients to fit`;
  }
  const { sensitivity: passing = NaN, specificity: turnedAway = NaN } = test;
  const threshold =
    calibration.mostFalsePositives === undefined
      ? ''
      : `; from ${calibration.decisionThreshold?.toPrecision(3)} on, ${percent(1 - turnedAway)} of the negative test clips pass and ${percent(passing)} of the positive ones`;
  return `${id}: ${describeProbability(calibration)}${threshold}`;
}

function coverageText({ coverage }: TaskCalibration): string {
  if (!coverage?.all) {
    return '';
  }
  const share = (part?: { held: number; clips: number } | null) =>
    part ? `${((100 * part.held) / part.clips).toFixed(0)} %` : '–';
  const [low, middle, high] = coverage.thirds.map(share);
  return `; it covers ${share(coverage.all)} of the test clips (lowest third ${low}, middle ${middle}, highest ${high})`;
}

function describeProbability({ probability, test }: TaskCalibration): string {
  if (!probability) {
    return 'not calibrated: too few calibration clips';
  }
  const { brierBefore = NaN, brier = NaN } = test;
  return `slope ${probability.slope.toFixed(2)}, intercept ${probability.intercept.toFixed(2)}; Brier score of the test clips ${brierBefore.toFixed(3)} before and ${brier.toFixed(3)} after`;
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
