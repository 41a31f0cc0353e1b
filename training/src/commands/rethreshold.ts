import { Command } from 'commander';
import { numberBetween } from '@echonet/command-line';
import { rethreshold } from '../export/rethreshold';
import { startBackend } from '../learning/backends/backends';
import { computeOptions, type ComputeOptions } from './compute-options';

interface RethresholdOptions extends ComputeOptions {
  readonly viewClassifier: string;
  readonly data: string;
  readonly accept: number;
  readonly out: string;
  readonly force?: boolean;
}

export function rethresholdCommand(): Command {
  const command = new Command('rethreshold')
    .description(
      "Set the threshold of a view classifier on a site's own A4C clips, where it has none of other views. How many clips of other views then pass is not known.",
    )
    .requiredOption('--view-classifier <folder>', 'an exported view classifier')
    .requiredOption(
      '--data <folder>',
      "prepared clips of the A4C, at the classifier's own --size and time grid",
    )
    .requiredOption('--out <folder>', 'the copy with the new threshold')
    .option('--accept <share>', 'share of these clips to accept', numberBetween(0.5, 1), 0.95)
    .option('--force', 'replace the folder if it is there')
    .addHelpText(
      'after',
      '\nExample:\n  echonet rethreshold --view-classifier models/bundled/views-real --data prepared --out models/local/views',
    );
  for (const option of computeOptions()) {
    command.addOption(option);
  }
  return command.action(run);
}

async function run(options: RethresholdOptions): Promise<void> {
  await startBackend({ force: options.backend, threads: options.threads });
  await rethreshold({
    classifier: options.viewClassifier,
    data: options.data,
    accept: options.accept,
    output: options.out,
    isForced: options.force,
    log: (line) => process.stdout.write(`${line}\n`),
  });
}
