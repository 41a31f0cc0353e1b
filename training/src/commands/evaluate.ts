import path from 'node:path';
import { Command, Option } from 'commander';
import { UserError } from '@echonet/command-line';
import { splitFileName } from '../data/split/split-file';
import { splitSets, type SplitSet } from '../data/split/split-set';
import { describeBackend, startBackend } from '../learning/backends/backends';
import { evaluate } from '../evaluation/evaluate/evaluate';
import { evaluateModel } from '../evaluation/own-patients/evaluate-model';
import { evaluateSegmentation } from '../evaluation/segmentation/evaluate-segmentation';
import { evaluateVolumes } from '../evaluation/volumes/evaluate-volumes';
import { weightTypes, type WeightType } from '../learning/network/encode-weights';
import { createFolderSession } from '../learning/onnx/node-session';
import { RunFolder } from '../learning/run-folder';
import { isSegmentationRun } from '../learning/segmentation/config';
import { isVolumeRun } from '../learning/volumes/config';
import { computeOptions, type ComputeOptions } from './compute-options';

interface EvaluateOptions extends ComputeOptions {
  readonly run?: string;
  readonly model?: string;
  readonly data?: string;
  readonly split?: string;
  readonly set?: SplitSet;
  readonly out?: string;
  readonly weights: WeightType;
  readonly compare: readonly string[];
}

export function evaluateCommand(): Command {
  const command = new Command('evaluate')
    .description(
      "Measure a run's best weights on the patients held out for the test, and write a report.",
    )
    .option('--run <folder>', 'a run of echonet train')
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
  const own = (flags: string, description: string) =>
    new Option(flags, description).helpGroup('An exported model on own patients:');
  command
    .addOption(own('--model <folder>', 'a model that was exported or shipped, in place of --run'))
    .addOption(own('--data <folder>', 'prepared clips with labels, or with masks for outlines'))
    .addOption(
      own('--set <name>', 'take this set of --split alone (default: all clips)').choices(splitSets),
    )
    .addOption(own('--split <csv>', `(default: ${splitFileName} in the data's folder)`))
    .addOption(own('--out <folder>', 'predictions, metrics and report'))
    .addHelpText(
      'after',
      '\nExamples:\n  echonet evaluate --run runs/ef\n  echonet evaluate --model models/bundled/a4c-phantom --data prepared --out own-patients',
    );
  for (const option of computeOptions()) {
    command.addOption(option);
  }
  return command.action(async (options: EvaluateOptions) => {
    if (options.model !== undefined) {
      return evaluateOnOwnPatients(options, options.model);
    }
    if (options.run === undefined) {
      throw new UserError('Name a run with --run, or a model with --model, --data and --out.');
    }
    const run = RunFolder.open(options.run);
    run.logCommand();
    const backend = await startBackend({ force: options.backend, threads: options.threads });
    const compareTo = options.compare.map((folder) => RunFolder.open(folder));
    const settings = { run, backend, weights: options.weights, compareTo };
    if (isSegmentationRun(run)) {
      await evaluateSegmentation(settings);
    } else if (isVolumeRun(run)) {
      await evaluateVolumes(settings);
    } else {
      await evaluate(settings);
    }
  });
}

async function evaluateOnOwnPatients(options: EvaluateOptions, model: string): Promise<void> {
  const { run, data, out, set, split } = options;
  if (run !== undefined || data === undefined || out === undefined) {
    throw new UserError('--model goes with --data and --out, and without --run.');
  }
  if (split !== undefined && set === undefined) {
    throw new UserError('--split goes with --set, which says what part of it is measured.');
  }
  const log = (line: string) => process.stdout.write(`${line}\n`);
  log(describeBackend(await startBackend({ force: options.backend, threads: options.threads })));
  await evaluateModel({
    model,
    data,
    output: out,
    ...(set && { set: { name: set, split: split ?? path.join(data, splitFileName) } }),
    createSession: createFolderSession,
    log,
  });
}
