import path from 'node:path';
import { Command, Option } from 'commander';
import { listOfEach, numberBetween, UserError } from '@echonet/command-line';
import { startBackend } from '../learning/backends/backends';
import { RunFolder } from '../learning/run-folder';
import { isSegmentationRun, type SegmentationConfig } from '../learning/segmentation/config';
import type { TrainingConfig, TrainingOutcome, TrainingRun } from '../learning/train/config';
import { train, type TrainSettings } from '../learning/train/train';
import { trainSegmentation } from '../learning/segmentation/train-segmentation';
import { isVolumeRun, type VolumeConfig } from '../learning/volumes/config';
import { trainVolumes } from '../learning/volumes/train-volumes';
import { computeOptions, type ComputeOptions } from './compute-options';
import { stopOnInterrupt } from './stop-on-interrupt';
import { recipeOf, recipeOptions, type RecipeOptions } from './recipe';
import { structureOptions, structureRecipeOf, type StructureOptions } from './structure-recipe';
import { volumeOptions, volumeRecipeOf, type VolumeOptions } from './volume-recipe';

interface TrainOptions extends ComputeOptions, RecipeOptions, StructureOptions, VolumeOptions {
  readonly data?: readonly string[];
  readonly out?: string;
  readonly resume?: string;
}

type BegunRun = Pick<TrainingRun, 'backend' | 'threads'>;

export function trainCommand(): Command {
  const command = new Command('train')
    .description(
      "Train one network; the defaults are the paper's. Ctrl-C saves, a crash loses at most one epoch; --resume goes on.",
    )
    .option(
      '--data <folders...>',
      'prepared data, of echonet prepare and split; of several, labels (--tasks) are validated and tested on the first alone',
    )
    .addOption(
      new Option(
        '--share <shares>',
        'share of each of several data folders, e.g. 1,0.5 (default: equal)',
      ).argParser(listOfEach(numberBetween(1e-6, 1e6))),
    )
    .option('--out <folder>', "the run's own folder (default: training/runs/<time>)")
    .option(
      '--resume <folder>',
      'go on with a run that was broken off; its settings hold, --threads among them',
    )
    .addHelpText(
      'after',
      '\nExamples:\n  echonet train --data prepared --tasks EF --out runs/ef\n  echonet train --resume runs/ef\n  echonet train --structures --data prepared --out runs/lv',
    );
  const recipes = [...recipeOptions(), ...structureOptions(), ...volumeOptions()];
  for (const option of [...recipes, ...computeOptions()]) {
    command.addOption(option);
  }
  return command.action(run);
}

async function run(options: TrainOptions, command: Command): Promise<void> {
  if (!options.resume && !options.data) {
    throw new UserError('Name the data with --data, or a run to go on with by --resume.');
  }
  const time = new Date().toISOString().slice(0, 19).replaceAll(':', '');
  const folder = options.resume
    ? RunFolder.open(options.resume)
    : RunFolder.create(options.out ?? path.join('training', 'runs', time));
  folder.logCommand();
  const begun = options.resume ? folder.readJson<BegunRun>('run.json') : undefined;
  const backend = await startBackend({
    force: options.backend,
    threads: options.threads ?? begun?.threads,
  });
  if (begun && begun.backend !== backend.name) {
    folder.log(
      `Warning: the run began on ${begun.backend}; steps on ${backend.name} differ from its by rounding.`,
    );
  }
  const settings = { run: folder, backend, shouldStop: stopOnInterrupt() };
  const { finished } = await trainKind(settings, options, command);
  if (!finished) {
    folder.log(`Stopped and saved; go on with: echonet train --resume ${folder.directory}`);
    process.exitCode = 130;
    return;
  }
  folder.log(`Next: echonet evaluate --run ${folder.directory}`);
}

/** Trains what the options name, or what the resumed run trains. */
function trainKind(
  settings: Pick<TrainSettings, 'run' | 'backend' | 'shouldStop'>,
  options: TrainOptions,
  command: Command,
): Promise<TrainingOutcome> {
  const { resume, structures, volumes } = options;
  if (structures && volumes) {
    throw new UserError('Name one of --structures and --volumes.');
  }
  if (resume ? isSegmentationRun(settings.run) : structures) {
    const config = newConfig<SegmentationConfig>(structureRecipeOf, options, command);
    return trainSegmentation({ ...settings, config });
  }
  if (resume ? isVolumeRun(settings.run) : volumes) {
    const config = newConfig<VolumeConfig>(volumeRecipeOf, options, command);
    return trainVolumes({ ...settings, config });
  }
  return train({ ...settings, config: predictionConfig(options) });
}

/** Of a new run. */
function newConfig<Config>(
  recipe: (
    options: TrainOptions,
    data: readonly string[],
    isSet: (option: string) => boolean,
  ) => Config,
  options: TrainOptions,
  command: Command,
): Config | undefined {
  const isSet = (option: string) => command.getOptionValueSource(option) === 'cli';
  return options.resume ? undefined : recipe(options, options.data!, isSet);
}

function predictionConfig(options: TrainOptions): TrainingConfig | undefined {
  return options.resume ? undefined : recipeOf(options, options.data!);
}
