import path from 'node:path';
import { Command } from 'commander';
import { startBackend } from '../backend/backends';
import { RunFolder } from '../run/run-folder';
import { taskDefinitions } from '../tasks';
import { train } from '../train/train';
import type { TrainingConfig } from '../train/config';
import { UserError } from '../user-error';
import { computeOptions, numberBetween, wholeNumberBetween, type ComputeOptions } from './options';

interface TrainOptions extends ComputeOptions, Omit<TrainingConfig, 'data'> {
  readonly data?: string;
  readonly out?: string;
  readonly resume?: string;
}

/** `echonet train`. */
export function trainCommand(): Command {
  const allTasks = taskDefinitions.map(({ id }) => id);
  const command = new Command('train')
    .description('Train one network on a folder of DICOM cines with labels.csv.')
    .option('--data <folder>', 'folder with labels.csv and the files that it names')
    .option('--out <folder>', "the run's own folder (default: training/runs/<time>)")
    .option('--resume <folder>', 'go on with a run that was broken off; its settings hold')
    .option('--tasks <ids>', 'what to learn', (text) => text.split(','), allTasks)
    .option('--input-size <pixels>', 'side of the picture', wholeNumberBetween(75, 1024), 299)
    .option('--channels <n>', 'channels of the picture, 1 or 3', wholeNumberBetween(1, 3), 1)
    .option('--width <factor>', 'of the published numbers of filters', numberBetween(0.05, 2), 1)
    .option('--frame-interval-ms <ms>', 'between sampled frames', numberBetween(1, 10_000), 100)
    .option('--frame-count <n>', 'sampled frames of a clip', wholeNumberBetween(1, 1000), 20)
    .option('--epochs <n>', 'passes over the clips', wholeNumberBetween(1, 100_000), 100)
    .option('--batch-size <n>', 'pictures a step', wholeNumberBetween(1, 4096), 24)
    .option('--frames-per-clip <n>', 'frames an epoch', wholeNumberBetween(1, 1000), 1)
    .option('--learning-rate <rate>', 'highest rate', numberBetween(1e-9, 10), 1e-3)
    .option('--weight-decay <factor>', 'of the kernels', numberBetween(0, 1), 1e-4)
    .option('--rotation-degrees <angle>', 'most of a rotation', numberBetween(0, 180), 20)
    .option('--brightness <grey>', 'most of a change', numberBetween(0, 1), 0.1)
    .option('--test-share <share>', 'of all patients', numberBetween(0, 0.9), 0.1)
    .option('--validation-share <share>', 'of the others', numberBetween(0, 0.9), 0.1)
    .option('--seed <n>', 'of everything random', wholeNumberBetween(0, 2 ** 31 - 1), 1);
  for (const option of computeOptions()) command.addOption(option);
  return command.action(run);
}

async function run(options: TrainOptions): Promise<void> {
  if (!options.resume && !options.data) {
    throw new UserError(
      'Name the folder of clips with --data, or a run to go on with by --resume.',
    );
  }
  const time = new Date().toISOString().slice(0, 19).replaceAll(':', '');
  const folder = options.resume
    ? RunFolder.open(options.resume)
    : RunFolder.create(options.out ?? path.join('training', 'runs', time));
  const backend = await startBackend({ force: options.backend, threads: options.threads });
  let stopAsked = false;
  process.on('SIGINT', () => {
    // The second time, without saving.
    if (stopAsked) process.exit(130);
    stopAsked = true;
    process.stderr.write('\nSaving; press Ctrl-C again to leave without saving.\n');
  });
  const finished = await train({
    run: folder,
    backend,
    cacheDirectory: options.cache,
    config: options.resume ? undefined : configOf(options, path.resolve(options.data!)),
    shouldStop: () => stopAsked,
  });
  if (!finished) {
    folder.log(`Stopped and saved; go on with: echonet train --resume ${folder.directory}`);
    process.exitCode = 130;
  }
}

function configOf(options: TrainOptions, data: string): TrainingConfig {
  const { tasks, inputSize, channels, width, frameIntervalMs, frameCount, epochs } = options;
  const { batchSize, framesPerClip, learningRate, weightDecay } = options;
  const { rotationDegrees, brightness, testShare, validationShare, seed } = options;
  return {
    ...{ data, tasks, inputSize, channels, width, frameIntervalMs, frameCount, epochs },
    ...{ batchSize, framesPerClip, learningRate, weightDecay },
    ...{ rotationDegrees, brightness, testShare, validationShare, seed },
  };
}
