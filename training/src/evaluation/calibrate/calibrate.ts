import { group } from 'd3-array';
import { UserError } from '@echonet/command-line';
import { logitsFileName, readLogits } from '../evaluate/logits-table';
import { frameValues, type ClipLogits } from '../evaluate/predict-clips';
import type { RunFolder } from '../../learning/run-folder';
import { bestThreshold } from '../statistics/best-threshold';
import { brierScore, expectedCalibrationError, reliabilityCurve } from '../statistics/calibration';
import { confusionTable, f1Score, sensitivity, specificity } from '../statistics/confusion-table';
import { conformalHalfWidth } from '../statistics/conformal';
import { falsePositiveThreshold } from '../statistics/false-positive-threshold';
import { mean } from '../statistics/summary';
import { wilsonInterval } from '../statistics/wilson';
import type { TrainingRun } from '../../learning/train/config';
import { openRunData } from '../../learning/train/run-data';
import { clipProbability, plattScaling, type PlattScaling } from './platt-scaling';

/** Nominal coverage of the prediction intervals. */
const coverage = 0.9;

/** Calibration of a task on the validation set, and its quality on the test set. */
export interface TaskCalibration {
  /** Regression: half-width of the 90 % prediction interval, in the task's unit. */
  readonly interval90HalfWidth?: number;
  /**
   * Classification: absent (probabilities stay uncalibrated) when a class has too few validation
   * clips.
   */
  readonly probability?: PlattScaling;
  /**
   * Classification: calibrated probability with the best F1 on the validation clips, or the lowest
   * one with a false positive rate of at most `mostFalsePositives`.
   */
  readonly decisionThreshold?: number;
  readonly mostFalsePositives?: number;
  /** With `mostFalsePositives`: test clips at or above the threshold, by view. */
  readonly passedByView?: readonly {
    readonly view: string;
    readonly clips: number;
    readonly passed: number;
  }[];
  /** Metrics on the test clips; undefined ones are absent. */
  readonly test: Readonly<Record<string, number>>;
}

/** Content of calibration.json. */
export interface Calibration {
  /** SHA-256 of the frame-logits.csv it was computed from. */
  readonly logits: string;
  readonly tasks: Readonly<Record<string, TaskCalibration>>;
}

export const calibrationFileName = 'calibration.json';

/**
 * Calibrates an evaluated run on its validation set (conformal intervals for regressions, Platt
 * scaling for classifications), measures both on the test set and writes calibration.json.
 *
 * @param mostFalsePositives maximum false positive rate, 0..1, in place of the task's own for tasks
 *   that have one
 * @throws {UserError} when the run was not evaluated or its data have changed
 */
export function calibrate(run: RunFolder, mostFalsePositives?: number): Calibration {
  const record = run.readJson<TrainingRun>('run.json');
  const taskIds = record.tasks.map(({ id }) => id);
  const { clips, hash } = readLogits(run, taskIds, openRunData(record).clips);
  const calibration: Calibration = {
    logits: hash,
    tasks: Object.fromEntries(
      record.tasks.map((task) => {
        const known = clips.filter(({ clip }) => clip.labels[task.id] !== undefined);
        return [
          task.id,
          task.kind === 'regression'
            ? calibrateRegression(task, known)
            : calibrateClassification(
                task,
                known,
                task.mostFalsePositives && (mostFalsePositives ?? task.mostFalsePositives),
              ),
        ];
      }),
    ),
  };
  run.writeJson(calibrationFileName, calibration);
  for (const task of record.tasks) {
    run.log(describe(task, calibration.tasks[task.id]));
  }
  return calibration;
}

/**
 * Reads calibration.json.
 *
 * @throws {UserError} when the run was not calibrated, or evaluated again since
 */
export function readCalibration(run: RunFolder): Calibration {
  const record = run.readJson<TrainingRun>('run.json');
  const calibration = run.readJson<Calibration>(calibrationFileName);
  const { hash } = readLogits(
    run,
    record.tasks.map(({ id }) => id),
    openRunData(record).clips,
  );
  if (calibration.logits !== hash) {
    throw new UserError(
      `${logitsFileName} has changed since the calibration; run again: echonet calibrate --run ${run.directory}`,
    );
  }
  return calibration;
}

type Task = TrainingRun['tasks'][number];

function calibrateRegression(task: Task, clips: readonly ClipLogits[]): TaskCalibration {
  const residuals = (subset: ClipLogits['subset']) =>
    clips
      .filter((one) => one.subset === subset)
      .map(({ clip, logits }) => ({
        patientId: clip.patientId,
        residual: mean(frameValues(task, logits[task.id])) - clip.labels[task.id],
      }));
  const halfWidth = conformalHalfWidth(residuals('validation'), coverage);
  if (!Number.isFinite(halfWidth)) {
    return { test: {} };
  }
  const test = residuals('test');
  const inside = test.filter(({ residual }) => Math.abs(residual) <= halfWidth).length;
  const interval = wilsonInterval(inside, test.length);
  return {
    interval90HalfWidth: halfWidth,
    test: finite({
      coverage90: inside / test.length,
      coverage90Low: interval?.low,
      coverage90High: interval?.high,
    }),
  };
}

function calibrateClassification(
  task: Task,
  clips: readonly ClipLogits[],
  mostFalsePositives?: number,
): TaskCalibration {
  const on = (subset: ClipLogits['subset']) =>
    clips
      .filter((one) => one.subset === subset)
      .map(({ clip, logits }) => ({
        logits: logits[task.id],
        truth: clip.labels[task.id],
        view: clip.view,
      }));
  const [validation, test] = [on('validation'), on('test')];
  const probability = plattScaling(validation);
  const probabilities = (cases: typeof test, scaling?: PlattScaling) =>
    cases.map(({ logits }) => clipProbability(logits, scaling));
  const truth = test.map((one) => one.truth);
  const decisionThreshold = thresholdOf(
    validation.map((one) => one.truth),
    probabilities(validation, probability),
    mostFalsePositives,
  );
  const before = probabilities(test);
  const after = probabilities(test, probability);
  const table = confusionTable(truth, after, decisionThreshold);
  return {
    probability,
    decisionThreshold,
    ...(mostFalsePositives !== undefined && {
      mostFalsePositives,
      passedByView: passedByView(test, after, decisionThreshold),
    }),
    test: finite({
      sensitivity: sensitivity(table).value,
      specificity: specificity(table).value,
      specificityLow: specificity(table).interval?.low,
      f1: f1Score(truth, after, decisionThreshold),
      brierBefore: brierScore(truth, before),
      brier: brierScore(truth, after),
      calibrationErrorBefore: expectedCalibrationError(reliabilityCurve(truth, before)),
      calibrationError: expectedCalibrationError(reliabilityCurve(truth, after)),
    }),
  };
}

function thresholdOf(
  truth: readonly number[],
  probabilities: readonly number[],
  mostFalsePositives?: number,
): number {
  if (mostFalsePositives !== undefined && truth.includes(0)) {
    return falsePositiveThreshold(truth, probabilities, mostFalsePositives);
  }
  return truth.length > 0 ? bestThreshold(truth, probabilities) : 0.5;
}

function passedByView(
  clips: readonly { readonly view: string }[],
  probabilities: readonly number[],
  threshold: number,
): NonNullable<TaskCalibration['passedByView']> {
  const scored = clips.map(({ view }, index) => ({ view, probability: probabilities[index] }));
  return [...group(scored, ({ view }) => view)]
    .map(([view, own]) => ({
      view,
      clips: own.length,
      passed: own.filter(({ probability }) => probability >= threshold).length,
    }))
    .sort((a, b) => (a.view < b.view ? -1 : 1));
}

function describe({ id, unit }: Task, calibration: TaskCalibration): string {
  const { interval90HalfWidth, mostFalsePositives, test } = calibration;
  if (interval90HalfWidth !== undefined) {
    const share = test['coverage90'];
    const held =
      share === undefined ? '' : `; it covers ${(100 * share).toFixed(0)} % of the test clips`;
    return `${id}: 90 % interval of +-${interval90HalfWidth.toPrecision(3)} ${unit}${held}`;
  }
  const { sensitivity: passing = NaN, specificity: turnedAway = NaN } = test;
  const threshold =
    mostFalsePositives === undefined
      ? ''
      : `; from ${calibration.decisionThreshold?.toPrecision(3)} on, ${percent(1 - turnedAway)} of the negative test clips pass and ${percent(passing)} of the positive ones`;
  return `${id}: ${describeProbability(calibration)}${threshold}`;
}

function describeProbability({ probability, test }: TaskCalibration): string {
  if (!probability) {
    return 'not calibrated: too few validation clips';
  }
  const { brierBefore = NaN, brier = NaN } = test;
  return `slope ${probability.slope.toFixed(2)}, intercept ${probability.intercept.toFixed(2)}; Brier score of the test clips ${brierBefore.toFixed(3)} before and ${brier.toFixed(3)} after`;
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

function finite(values: Readonly<Record<string, number | undefined>>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) =>
      value !== undefined && Number.isFinite(value) ? [[name, Number(value.toPrecision(6))]] : [],
    ),
  );
}
