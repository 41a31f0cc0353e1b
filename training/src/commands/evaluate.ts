import { Command, Option } from 'commander';
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
      'evaluated runs to compare with: on the same data and split, e.g. of one task each; for a ' +
        'segmentation, on the same test patients, e.g. with fewer training patients',
      [],
    );
  for (const option of computeOptions()) {
    command.addOption(option);
  }
  return command.action(async (options: EvaluateOptions) => {
    const run = RunFolder.open(options.run);
    run.logCommand();
    const backend = await startBackend({ force: options.backend, threads: options.threads });
    const compareTo = options.compare.map((folder) => RunFolder.open(folder));
    const measure = isSegmentationRun(run) ? evaluateSegmentation : evaluate;
    await measure({ run, backend, weights: options.weights, compareTo });
  });
}
