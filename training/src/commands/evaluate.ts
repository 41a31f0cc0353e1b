import { Command, Option } from 'commander';
import { UserError } from '@echonet/command-line';
import { startBackend } from '../learning/backends/backends';
import { evaluate } from '../evaluation/evaluate/evaluate';
import { evaluateSegmentation } from '../evaluation/segmentation/evaluate-segmentation';
import { weightTypes, type WeightType } from '../learning/network/encode-weights';
import { RunFolder } from '../learning/run-folder';
import { isSegmentationRun } from '../learning/segmentation/config';
import { computeOptions, type ComputeOptions } from './compute-options';

interface EvaluateOptions extends ComputeOptions {
  readonly run: string;
  readonly weights: WeightType;
  readonly compare: readonly string[];
}

export function evaluateCommand(): Command {
  const command = new Command('evaluate')
    .description(
      "Measure a run's best weights on the patients held out for the test, and write a report.",
    )
    .requiredOption('--run <folder>', 'a run of echonet train')
    .addOption(
      new Option(
        '--weights <type>',
        'measure with kernels rounded to this, as they will be exported',
      )
        .choices(weightTypes)
        .default('float16'),
    )
    .option(
      '--compare <folders...>',
      'evaluated runs on the same data and split to compare with, e.g. of one task each',
      [],
    );
  for (const option of computeOptions()) {
    command.addOption(option);
  }
  return command.action(async (options: EvaluateOptions) => {
    const run = RunFolder.open(options.run);
    run.logCommand();
    const backend = await startBackend({ force: options.backend, threads: options.threads });
    if (isSegmentationRun(run)) {
      if (options.compare.length > 0) {
        throw new UserError('--compare goes with runs that predict; a segmentation has none.');
      }
      await evaluateSegmentation({ run, backend, weights: options.weights });
      return;
    }
    const compareTo = options.compare.map((folder) => RunFolder.open(folder));
    await evaluate({ run, backend, weights: options.weights, compareTo });
  });
}
