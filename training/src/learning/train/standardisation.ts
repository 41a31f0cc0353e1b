import { max, mean, min } from 'd3-array';
import type { InputContract, PixelExponent } from '@echonet/models';
import type { TaskDefinition } from '@echonet/models/tasks';
import { UserError } from '@echonet/command-line';
import type { CohortClip } from '../../data/prepared/open-prepared';
import { readFrame, type ImageContract } from '../../data/prepared/images';
import { balancedWeights } from './class-weights';
import { learnedLabel, type LabelledClip } from './learned-label';
import type { TrainedTask } from './trained-task';

export interface StandardisationSettings {
  /** Weights both classes of a classification equally. */
  readonly balanceClasses?: boolean;
  /** Lets lengths and volumes be learned in pixels where the scale of the images is known. */
  readonly physicalScale?: boolean;
}

/**
 * Assigns each task its output, and each regression the mean, standard deviation (divisor n) and
 * range of the training labels.
 *
 * @throws {UserError} when a task's training labels are all missing or all equal
 */
export function standardiseTasks(
  tasks: readonly TaskDefinition[],
  training: readonly LabelledClip[],
  { balanceClasses = false, physicalScale = false }: StandardisationSettings = {},
): TrainedTask[] {
  return tasks.map((definition, outputIndex) => {
    const { id, name, kind, unit, code, mostFalsePositives } = definition;
    const pixelExponent = physicalScale ? learnedExponent(definition, training) : undefined;
    const labels = training.flatMap((clip) => clip.labels[id] ?? []);
    const counted = training.flatMap((clip) => learnedLabel({ id, pixelExponent }, clip) ?? []);
    const labelMean = mean(counted) ?? NaN;
    const labelStd = Math.sqrt(mean(counted, (label) => (label - labelMean) ** 2) ?? NaN);
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
          pixelExponent,
          labelMean,
          labelStd,
          trainingMean: mean(labels),
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

/** Share of a task's clips whose scale has to be known: the others' labels are not learned from. */
const leastWithScale = 0.5;

/** @returns undefined where the task is no length or volume, or the scale of most images is unknown */
function learnedExponent(
  { id, lengthExponent }: TaskDefinition,
  training: readonly LabelledClip[],
): PixelExponent | undefined {
  const labelled = training.filter(({ labels }) => labels[id] !== undefined);
  const withScale = labelled.filter(({ mmPerPixel }) => mmPerPixel !== undefined);
  return withScale.length >= leastWithScale * labelled.length ? lengthExponent : undefined;
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
