import path from 'node:path';
import { Command } from 'commander';
import { UserError } from '@echonet/command-line';
import { startBackend } from '../learning/backends/backends';
import { RunFolder } from '../learning/run-folder';
import { train } from '../learning/train/train';
import { computeOptions, type ComputeOptions } from './compute-options';
import { stopOnInterrupt } from './stop-on-interrupt';
import { recipeOf, recipeOptions, type RecipeOptions } from './recipe';

interface TrainOptions extends ComputeOptions, RecipeOptions {
  readonly data?: string;
  readonly out?: string;
  readonly resume?: string;
}

export function trainCommand(): Command {
  const command = new Command('train')
    .description(
      "Train one network; the defaults are the paper's. Ctrl-C saves, a crash loses at most one epoch; --resume goes on.",
    )
    .option('--data <folder>', 'prepared data, of echonet prepare and split')
    .option('--out <folder>', "the run's own folder (default: training/runs/<time>)")
    .option('--resume <folder>', 'go on with a run that was broken off; its settings hold')
    .addHelpText(
      'after',
      '\nExamples:\n  echonet train --data prepared --tasks EF --out runs/ef\n  echonet train --resume runs/ef',
    );
  for (const option of [...recipeOptions(), ...computeOptions()]) {
    command.addOption(option);
  }
  return command.action(run);
}

async function run(options: TrainOptions): Promise<void> {
  if (!options.resume && !options.data) {
    throw new UserError('Name the data with --data, or a run to go on with by --resume.');
  }
  const time = new Date().toISOString().slice(0, 19).replaceAll(':', '');
  const config = options.resume ? undefined : recipeOf(options, options.data!);
  const folder = options.resume
    ? RunFolder.open(options.resume)
    : RunFolder.create(options.out ?? path.join('training', 'runs', time));
  folder.logCommand();
  const backend = await startBackend({ force: options.backend, threads: options.threads });
  const { finished } = await train({
    run: folder,
    backend,
    config,
    shouldStop: stopOnInterrupt(),
  });
  if (!finished) {
    folder.log(`Stopped and saved; go on with: echonet train --resume ${folder.directory}`);
    process.exitCode = 130;
  }
}
