import path from 'node:path';
import { Option } from 'commander';
import { viewTaskIds, heartTaskIds } from '@echonet/models/tasks';
import { UserError, listOf, numberBetween, wholeNumberBetween } from '@echonet/command-line';
import { openPrepared } from '../data/prepared/open-prepared';
import { splitFileName } from '../data/split/split-file';
import { purposeOf } from '../data/find-tasks';
import type { TrainingConfig } from '../learning/train/config';
import { augmentationKinds } from '../learning/train/augmentation';
import { classificationLosses, regressionLosses } from '../learning/train/loss';
import { dataSources } from './data-sources';
import { earlyRateOf } from './early-rate';

/** Training options that `train` and `search` share. */
export interface RecipeOptions extends Omit<
  TrainingConfig,
  'data' | 'split' | 'tasks' | 'further'
> {
  readonly split?: string;
  readonly tasks?: readonly string[];
  /** Of each data folder; equal where there are none. */
  readonly share?: readonly number[];
}

export function recipeOptions(): Option[] {
  const option = (flags: string, description: string) =>
    new Option(flags, description).helpGroup('Recipe:');
  return [
    option(
      '--split <csv>',
      `set of each patient, written by echonet split (default: ${splitFileName} in the data's folder)`,
    ),
    option(
      '--tasks <ids>',
      `labels to learn with one network, e.g. EF,EDV,ESV (default: every label of the heart); a view classifier: ${viewTaskIds.join(',')}`,
    ).argParser(listOf()),
    option('--width <factor>', 'numbers of filters, as a share of the published ones')
      .argParser(numberBetween(0.05, 2))
      .default(1),
    option('--epochs <n>', 'passes over the training clips')
      .argParser(wholeNumberBetween(1, 100_000))
      .default(100),
    option('--batch-size <n>', 'frames in a step')
      .argParser(wholeNumberBetween(1, 4096))
      .default(24),
    option('--frames-per-clip <n>', 'frames of each clip in an epoch, drawn anew every time')
      .argParser(wholeNumberBetween(1, 1000))
      .default(1),
    option('--learning-rate <rate>', 'highest learning rate of Adam')
      .argParser(numberBetween(1e-9, 10))
      .default(1e-3),
    option(
      '--weight-decay <factor>',
      'L2 penalty of the kernels in the loss (segmentation: decoupled weight decay)',
    )
      .argParser(numberBetween(0, 1))
      .default(1e-4),
    option(
      '--augmentation <kind>',
      'change training frames by a turn and brightness, as in the paper (rotation), or as patients, probes, settings and exports vary (echo)',
    )
      .choices(augmentationKinds)
      .default('rotation'),
    option('--rotation-degrees <angle>', 'augmentation: turn each frame by up to so much')
      .argParser(numberBetween(0, 180))
      .default(20),
    option(
      '--brightness <share>',
      'augmentation: shift its grey values by up to this share of white',
    )
      .argParser(numberBetween(0, 1))
      .default(0.1),
    option('--regression-loss <name>', 'loss of measurements, on standardised labels')
      .choices(regressionLosses)
      .default('squared'),
    option('--classification-loss <name>', 'loss of findings')
      .choices(classificationLosses)
      .default('cross-entropy'),
    option('--balance-classes', 'let both classes of a finding weigh the same in the loss').default(
      false,
    ),
    option(
      '--no-physical-scale',
      'learn volumes and lengths without the size of the pixels (default: with it, where most of the images have a scale)',
    ),
    option('--patience <n>', 'end after so many epochs without a better validation loss; 0: never')
      .argParser(wholeNumberBetween(0, 100_000))
      .default(0),
    option(
      '--init <folder>',
      'begin with the weights of this run or exported model (default: random weights)',
    ),
    option(
      '--early-rate <share>',
      "learning rate of the first layer as a share of the last one's, rising from layer to layer; with --init, 0 leaves all but the last layer as they are",
    )
      .argParser(numberBetween(0, 1))
      .default(1),
    option(
      '--average-weights',
      'keep the moving average of the weights over some 100 steps in place of the last weights (segmentation and volumes always do)',
    ).default(false),
    option('--seed <n>', 'of weights, order, frames, augmentation and dropout')
      .argParser(wholeNumberBetween(0, 2 ** 31 - 1))
      .default(1),
  ];
}

/**
 * @param folders prepared data; the first is validated and tested on, the others are learned from alone
 * @throws {UserError} when the first has no label to learn, or shares do not fit
 */
export function recipeOf(options: RecipeOptions, folders: readonly string[]): TrainingConfig {
  const [{ data, split, share }, ...others] = dataSources(folders, options);
  const tasks =
    options.tasks ?? openPrepared(data).index.tasks.filter((id) => heartTaskIds.includes(id));
  if (tasks.length === 0) {
    throw new UserError(`${data} has no labels of the heart; name --tasks.`);
  }
  purposeOf(tasks);
  const { width, epochs, batchSize, framesPerClip, learningRate, weightDecay } = options;
  const { augmentation, rotationDegrees, brightness, regressionLoss, classificationLoss } = options;
  const { balanceClasses, physicalScale, patience, init, averageWeights, seed } = options;
  return {
    data,
    split,
    ...(others.length > 0 && {
      further: others.map((one) => ({ ...one, share: one.share / share })),
    }),
    tasks,
    width,
    epochs,
    batchSize,
    framesPerClip,
    learningRate,
    weightDecay,
    augmentation,
    rotationDegrees,
    brightness,
    regressionLoss,
    classificationLoss,
    balanceClasses,
    physicalScale,
    patience,
    init: init && path.resolve(init),
    earlyRate: earlyRateOf(options),
    averageWeights,
    seed,
  };
}
