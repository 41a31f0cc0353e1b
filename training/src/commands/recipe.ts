import path from 'node:path';
import { viewTaskIds } from '@echonet/models';
import { Option } from 'commander';
import { openPrepared } from '../prepared/open-prepared';
import { splitFileName } from '../split/split-file';
import { heartTaskIds, purposeOf } from '../tasks';
import type { TrainingConfig } from '../train/config';
import { classificationLosses, regressionLosses } from '../train/loss';
import { UserError } from '../user-error';
import { numberBetween, wholeNumberBetween } from './options';

/** How a network is trained: what `train` and `search` have in common. */
export interface RecipeOptions extends Omit<TrainingConfig, 'data' | 'split' | 'tasks'> {
  readonly split?: string;
  readonly tasks?: readonly string[];
}

/** See {@link RecipeOptions}. */
export function recipeOptions(): Option[] {
  const list = (text: string) => text.split(',').filter((id) => id !== '');
  const option = (flags: string, description: string) => new Option(flags, description);
  return [
    option('--split <csv>', `of echonet split (default: ${splitFileName} in the data's folder)`),
    option(
      '--tasks <ids>',
      `what to learn (default: every label of the heart); a view classifier: ${viewTaskIds.join(',')}`,
    ).argParser(list),
    option('--width <factor>', 'of the published numbers of filters')
      .argParser(numberBetween(0.05, 2))
      .default(1),
    option('--epochs <n>', 'passes over the clips')
      .argParser(wholeNumberBetween(1, 100_000))
      .default(100),
    option('--batch-size <n>', 'pictures a step')
      .argParser(wholeNumberBetween(1, 4096))
      .default(24),
    option('--frames-per-clip <n>', 'frames an epoch')
      .argParser(wholeNumberBetween(1, 1000))
      .default(1),
    option('--learning-rate <rate>', 'highest rate')
      .argParser(numberBetween(1e-9, 10))
      .default(1e-3),
    option('--weight-decay <factor>', 'of the kernels')
      .argParser(numberBetween(0, 1))
      .default(1e-4),
    option('--rotation-degrees <angle>', 'most of a rotation')
      .argParser(numberBetween(0, 180))
      .default(20),
    option('--brightness <grey>', 'most of a change').argParser(numberBetween(0, 1)).default(0.1),
    option('--regression-loss <name>', 'of standardised labels')
      .choices(regressionLosses)
      .default('squared'),
    option('--classification-loss <name>', 'of probabilities')
      .choices(classificationLosses)
      .default('cross-entropy'),
    option('--balance-classes', 'let both classes of a classification count the same').default(
      false,
    ),
    option('--patience <n>', 'epochs without a better validation loss before the end; 0: none')
      .argParser(wholeNumberBetween(0, 100_000))
      .default(0),
    option('--init <folder>', 'run or model to begin with instead of random weights'),
    option('--seed <n>', 'of everything random')
      .argParser(wholeNumberBetween(0, 2 ** 31 - 1))
      .default(1),
  ];
}

/**
 * The settings of a run.
 *
 * @param data prepared folder
 * @throws {UserError} when the data have no label to learn
 */
export function recipeOf(options: RecipeOptions, data: string): TrainingConfig {
  const tasks =
    options.tasks ?? openPrepared(data).index.tasks.filter((id) => heartTaskIds.includes(id));
  if (tasks.length === 0) throw new UserError(`${data} has no labels of the heart; name --tasks.`);
  purposeOf(tasks);
  const { width, epochs, batchSize, framesPerClip, learningRate, weightDecay } = options;
  const { rotationDegrees, brightness, regressionLoss, classificationLoss } = options;
  const { balanceClasses, patience, init, seed } = options;
  return {
    ...{ data: path.resolve(data), tasks, width, epochs, batchSize, framesPerClip },
    split: path.resolve(options.split ?? path.join(data, splitFileName)),
    ...{ learningRate, weightDecay, rotationDegrees, brightness, regressionLoss },
    ...{ classificationLoss, balanceClasses, patience, init: init && path.resolve(init), seed },
  };
}
