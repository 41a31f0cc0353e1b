import { group } from 'd3-array';
import { valueOfLogit } from '@echonet/models';
import type { TrainingRun } from '../../learning/train/config';
import { learnedLabel } from '../../learning/train/learned-label';
import { clipValue, type ClipLogits } from '../evaluate/predict-clips';
import { bestThreshold } from '../statistics/best-threshold';
import { brierScore, expectedCalibrationError, reliabilityCurve } from '../statistics/calibration';
import { confusionTable, f1Score, sensitivity, specificity } from '../statistics/confusion-table';
import { coverageByThird, coverageOf } from '../statistics/coverage';
import { falsePositiveThreshold } from '../statistics/false-positive-threshold';
import { mean } from '../statistics/summary';
import { wilsonInterval } from '../statistics/wilson';
import { biasOf, fitInterval, isHeld, type PredictedClip } from './fit-interval';
import { clipProbability, plattScaling, type PlattScaling } from './platt-scaling';
import type { TaskCalibration } from './task-calibration';

type Task = TrainingRun['tasks'][number];

/**
 * Calibrates every task on the calibration clips and measures it on the test clips: bias and conformal
 * intervals of regressions, Platt scaling and thresholds of classifications.
 *
 * @param mostFalsePositives maximum false positive rate, 0..1, in place of the task's own for tasks
 *   that have one
 * @returns by task id
 */
export function calibrateTasks(
  tasks: readonly Task[],
  clips: readonly ClipLogits[],
  mostFalsePositives?: number,
): Record<string, TaskCalibration> {
  return Object.fromEntries(
    tasks.map((task) => {
      const known = clips.filter(({ clip }) => clip.labels[task.id] !== undefined);
      const limit = task.mostFalsePositives && (mostFalsePositives ?? task.mostFalsePositives);
      return [
        task.id,
        task.kind === 'regression'
          ? calibrateRegression(task, known)
          : calibrateClassification(task, known, limit),
      ];
    }),
  );
}

function calibrateRegression(task: Task, clips: readonly ClipLogits[]): TaskCalibration {
  const predictable = clips.filter(({ clip }) => learnedLabel(task, clip) !== undefined);
  const on = (subset: ClipLogits['subset']) => predictable.filter((one) => one.subset === subset);
  const predictedOf = (subset: ClipLogits['subset'], bias?: number): PredictedClip[] =>
    on(subset).map((one) => ({
      patientId: one.clip.patientId,
      truth: one.clip.labels[task.id],
      predicted: clipValue(task, one, bias),
    }));
  const bias = biasOf(on('calibration').map((one) => learnedValue(task, one)));
  const interval = fitInterval(predictedOf('calibration', bias), task.unit === 'mL');
  if (!interval) {
    return { test: {} };
  }
  const test = predictedOf('test', bias);
  const held = (clip: PredictedClip) => isHeld(interval, clip);
  const all = coverageOf(test, held);
  const ofAll = all && wilsonInterval(all.held, all.clips);
  return {
    ...(bias !== undefined && { bias }),
    interval90HalfWidth: interval.halfWidth,
    interval90Scale: interval.scale,
    coverage: { all, thirds: coverageByThird(test, held).map((third) => third ?? null) },
    test: finite({
      coverage90: all && all.held / all.clips,
      coverage90Low: ofAll?.low,
      coverage90High: ofAll?.high,
    }),
  };
}

/** Prediction and label as the network learns them: a bias is removed before pixels become a unit. */
function learnedValue(task: Task, { clip, logits }: ClipLogits): PredictedClip {
  return {
    patientId: clip.patientId,
    truth: learnedLabel(task, clip)!,
    predicted: mean(logits[task.id].map((logit) => valueOfLogit(task, logit))),
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
  const [calibration, test] = [on('calibration'), on('test')];
  const probability = plattScaling(calibration);
  const probabilities = (cases: typeof test, scaling?: PlattScaling) =>
    cases.map(({ logits }) => clipProbability(logits, scaling));
  const truth = test.map((one) => one.truth);
  const decisionThreshold = thresholdOf(
    calibration.map((one) => one.truth),
    probabilities(calibration, probability),
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

function finite(values: Readonly<Record<string, number | undefined>>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) =>
      value !== undefined && Number.isFinite(value) ? [[name, Number(value.toPrecision(6))]] : [],
    ),
  );
}
