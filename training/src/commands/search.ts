import { Command, Option } from 'commander';
import { UserError, numberBetween } from '@echonet/command-line';
import { startBackend } from '../learning/backends/backends';
import { collect, describeResults } from '../learning/search/collect';
import { defaultGrid, parseShard } from '../learning/search/grid';
import { search } from '../learning/search/search';
import { computeOptions, type ComputeOptions } from './compute-options';
import { recipeOf, recipeOptions, type RecipeOptions } from './recipe';
import { stopOnInterrupt } from './stop-on-interrupt';

interface SearchOptions extends ComputeOptions, RecipeOptions {
  readonly data?: string;
  readonly out: string;
  readonly learningRates: readonly number[];
  readonly weightDecays: readonly number[];
  readonly shard: string;
  readonly collect?: boolean;
}

export function searchCommand(): Command {
  const list = (flag: string, lowest: number, highest: number, usual: readonly number[]) =>
    new Option(`${flag} <list>`, 'values to try')
      .argParser((text) => text.split(',').map(numberBetween(lowest, highest)))
      .default(usual, usual.join(','));
  const command = new Command('search')
    .description(
      'Train one network for every learning rate and weight decay, and compare them on the validation patients. Asked for again, it goes on where it was.',
    )
    .option('--data <folder>', 'prepared data, of echonet prepare and split')
    .requiredOption('--out <folder>', 'folder of the search, with a run for each pair of values')
    .addOption(list('--learning-rates', 1e-9, 10, defaultGrid.learningRates))
    .addOption(list('--weight-decays', 0, 1, defaultGrid.weightDecays))
    .option('--shard <i/n>', 'train only this of n equal parts, e.g. in an array job', '1/1')
    .option('--collect', 'train nothing; rank the finished runs of all parts in results.csv')
    .addHelpText(
      'after',
      '\nExamples:\n  echonet search --data prepared --tasks EF --out search --shard 2/8\n  echonet search --out search --collect\nArray jobs: training/templates/slurm-search.sh and kubernetes-search.yaml.',
    );
  const gridded = ['--learning-rate', '--weight-decay'];
  for (const option of [...recipeOptions(), ...computeOptions()]) {
    if (!gridded.includes(option.long ?? '')) {
      command.addOption(option);
    }
  }
  return command.action(run);
}

async function run(options: SearchOptions): Promise<void> {
  const { out, learningRates, weightDecays } = options;
  const say = (line: string) => process.stdout.write(`${line}\n`);
  if (!options.collect) {
    if (!options.data) {
      throw new UserError('Name the data with --data.');
    }
    const shard = parseShard(options.shard);
    const plan = {
      grid: { learningRates, weightDecays },
      // The grid's values replace these two.
      recipe: recipeOf({ ...options, learningRate: 0, weightDecay: 0 }, [options.data]),
    };
    const backend = await startBackend({ force: options.backend, threads: options.threads });
    const shouldStop = stopOnInterrupt();
    const finished = await search({ directory: out, plan, shard, backend, shouldStop, log: say });
    if (!finished) {
      say('Stopped and saved; the same command goes on.');
      process.exitCode = 130;
      return;
    }
    if (shard.count > 1) {
      say(`Part ${options.shard} is finished; when all are: echonet search --out ${out} --collect`);
      return;
    }
  }
  describeResults(out, collect(out)).forEach(say);
}
