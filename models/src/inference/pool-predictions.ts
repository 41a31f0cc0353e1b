import type { Manifest, Task } from '../model/manifest';
import { averagedClips } from '../segmentation/ventricle-of-clips';
import {
  meanOf,
  taskPrediction,
  type ClipPrediction,
  type ClipTaskPrediction,
} from './summarise-clip';

/**
 * Mean over the clips with equal weights, whatever their number of frames. The interval keeps the
 * width of a single clip's: errors of one patient's clips correlate, and the narrowing was not
 * measured. A task that a clip has no prediction of is the mean of the others; those of the left
 * ventricle are of the same clips.
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
      const clips = averagedClips(predictions, task.id, Object.keys).map(
        (prediction) => prediction[task.id],
      );
      return clips.length > 0 ? [[task.id, poolTask(task, clips)]] : [];
    }),
  );
}

function poolTask(task: Task, clips: readonly ClipTaskPrediction[]): ClipTaskPrediction {
  if (clips.length === 1) {
    return clips[0];
  }
  const means = clips.map(({ mean }) => mean);
  const pooled = taskPrediction(task, {
    mean: meanOf(means),
    values: means,
    perFrame: clips.flatMap(({ perFrame }) => perFrame),
  });
  return { ...pooled, notes: [...new Set(clips.flatMap(({ notes }) => notes))] };
}
