import type { TrainingRun } from '../../learning/train/config';
import { reportClip, reportTask, trainingMeanOf } from '../evaluate/report-data';
import { frameValues, type ClipLogits } from '../evaluate/predict-clips';
import { assessTask, type TaskResults } from '../report/assess-task';
import type { BootstrapOptions } from '../statistics/bootstrap';
import { clipProbability } from './platt-scaling';
import type { TaskCalibration } from './task-calibration';

type Task = TrainingRun['tasks'][number];

interface CalibratedResultsOptions extends BootstrapOptions {
  /** Of the labels; the run's own unless given, NaN when unknown. */
  readonly trainingMean?: number;
}

/**
 * Results on the test clips as the viewer predicts them: without the bias, with calibrated
 * probabilities, at the threshold that is exported.
 */
export function calibratedResults(
  task: Task,
  calibration: TaskCalibration,
  clips: readonly ClipLogits[],
  { trainingMean = trainingMeanOf(task), ...options }: CalibratedResultsOptions,
): TaskResults {
  const { bias = 0, probability, decisionThreshold } = calibration;
  const calibrated = clips.map((one) => {
    const value =
      task.kind === 'regression'
        ? frameValues(task, one, bias)
        : one.logits[task.id].map((logit) => clipProbability([logit], probability));
    return { ...reportClip(one, []), frames: { [task.id]: value } };
  });
  return assessTask(
    { ...reportTask(task), trainingMean, threshold: decisionThreshold },
    calibrated,
    options,
  );
}
