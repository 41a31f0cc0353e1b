import type { Manifest, Task } from '../model/manifest';
import { interval90 } from './interval90';
import type { ClipPrediction, ClipTaskPrediction } from './summarise-clip';

/**
 * Mean over the clips with equal weights, whatever their number of frames. The interval keeps the
 * width of a single clip's: errors of one patient's clips correlate, and the narrowing was not
 * measured. A task that a clip has no prediction of is the mean of the others.
 *
 * @param predictions at least one; a single one is returned unchanged
 */
export function poolPredictions(
  { tasks }: Pick<Manifest, 'tasks'>,
  predictions: readonly ClipPrediction[],
): ClipPrediction {
  if (predictions.length === 1) {
    return predictions[0];
  }
  return Object.fromEntries(
    tasks.flatMap((task) => {
      const clips = predictions.flatMap((prediction) => prediction[task.id] ?? []);
      return clips.length > 0 ? [[task.id, poolTask(task, clips)]] : [];
    }),
  );
}

function poolTask(task: Task, clips: readonly ClipTaskPrediction[]): ClipTaskPrediction {
  if (clips.length === 1) {
    return clips[0];
  }
  const mean = clips.reduce((sum, clip) => sum + clip.mean, 0) / clips.length;
  const squares = clips.reduce((sum, clip) => sum + (clip.mean - mean) ** 2, 0);
  const { decisionThreshold } = task;
  return {
    mean,
    standardDeviation: Math.sqrt(squares / (clips.length - 1)),
    perFrame: clips.flatMap(({ perFrame }) => perFrame),
    interval90: interval90(task, mean),
    positive: decisionThreshold === undefined ? undefined : mean >= decisionThreshold,
    notes: [...new Set(clips.flatMap(({ notes }) => notes))],
  };
}
