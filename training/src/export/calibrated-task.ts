import type { Task } from '@echonet/models';
import type { Calibration } from '../evaluation/calibrate/calibrate';
import type { TrainedTask } from '../learning/train/trained-task';

/** A task of a manifest with its intervals, threshold and results on the test patients. */
export function calibratedTask(
  task: TrainedTask,
  { tasks, results }: Pick<Calibration, 'tasks' | 'results'>,
): Task {
  const { id, name, kind, unit, range, outputIndex, pixelExponent } = task;
  const { labelMean, labelStd, code } = task;
  const { decisionThreshold, bias, test, ...fixed } = tasks[id];
  const { interval90HalfWidth, interval90Scale, probability, mostFalsePositives } = fixed;
  const metrics = Object.entries({ ...results[id].metrics }).flatMap(([metric, { value }]) =>
    value === undefined ? [] : [[metric, Number(value.toPrecision(6))] as const],
  );
  return {
    id,
    name,
    kind,
    unit,
    range,
    outputIndex,
    ...(pixelExponent !== undefined && { pixelExponent }),
    // The value of a logit is logit * labelStd + labelMean: this is where a bias is removed.
    labelMean: labelMean === undefined ? undefined : labelMean - (bias ?? 0),
    labelStd,
    code,
    decisionThreshold,
    metrics: { ...Object.fromEntries(metrics), ...test },
    calibration: {
      interval90HalfWidth,
      ...(interval90Scale === 'logarithmic' && { interval90Scale }),
      probability,
      mostFalsePositives,
    },
  };
}
