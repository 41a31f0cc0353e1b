import { max, mean, min } from 'd3-array';
import type { InputContract } from '@echonet/models';
import type { TaskDefinition } from '@echonet/models/tasks';
import { UserError } from '@echonet/command-line';
import type { CohortClip } from '../../data/prepared/open-prepared';
import { readFrame, type ImageContract } from '../../data/prepared/images';
import { balancedWeights } from './class-weights';
import type { TrainedTask } from './trained-task';

/**
 * Assigns each task its output, and each regression the mean, standard deviation (divisor n) and
 * range of the training labels.
 *
 * @param balanceClasses weights both classes of a classification equally
 * @throws {UserError} when a task's training labels are all missing or all equal
 */
export function standardiseTasks(
  tasks: readonly TaskDefinition[],
  training: readonly Pick<CohortClip, 'labels'>[],
  balanceClasses = false,
): TrainedTask[] {
  return tasks.map(({ id, name, kind, unit, code, mostFalsePositives }, outputIndex) => {
    const labels = training.flatMap((clip) => clip.labels[id] ?? []);
    const labelMean = mean(labels) ?? NaN;
    const labelStd = Math.sqrt(mean(labels, (label) => (label - labelMean) ** 2) ?? NaN);
    if (!(labelStd > 0)) {
      throw new UserError(
        `The training patients have ${labels.length} labels of ${id} and no two different ones; add patients or leave the task out with --tasks.`,
      );
    }
    const task = { id, name, kind, unit, code, mostFalsePositives };
    return kind === 'regression'
      ? {
          ...task,
          outputIndex,
          labelMean,
          labelStd,
          range: [min(labels)!, max(labels)!],
        }
      : {
          ...task,
          outputIndex,
          range: [0, 1],
          classWeights: balanceClasses ? balancedWeights(id, labels) : undefined,
        };
  });
}

/**
 * Mean and standard deviation of the network's input grey values, in [0, 1], over the middle frame
 * of every training clip.
 *
 * @throws {UserError} when every image is blank
 */
export function measureGreyValues(
  clips: readonly Pick<CohortClip, 'images'>[],
  contract: Pick<ImageContract, 'size' | 'channels'>,
): Pick<InputContract, 'mean' | 'std'> {
  let sum = 0;
  let sumOfSquares = 0;
  let count = 0;
  for (const { images } of clips) {
    const { frame } = readFrame(images, Math.floor(images.frameCount / 2), contract);
    for (const grey of frame) {
      sum += grey;
      sumOfSquares += grey * grey;
    }
    count += frame.length;
  }
  const greyMean = sum / count;
  const variance = sumOfSquares / count - greyMean * greyMean;
  if (!(variance > 0)) {
    throw new UserError('Every training image is blank.');
  }
  const rounded = (value: number) => Number((value / 255).toFixed(4));
  return { mean: rounded(greyMean), std: rounded(Math.sqrt(variance)) };
}
