import path from 'node:path';
import { Command, Option } from 'commander';
import { numberBetween, UserError } from '@echonet/command-line';
import { splitFileName } from '../data/split/split-file';
import { calibrate } from '../evaluation/calibrate/calibrate';
import { calibrateImported } from '../import/calibrate-imported';
import { startBackend } from '../learning/backends/backends';
import { createFolderSession } from '../learning/onnx/node-session';
import { RunFolder } from '../learning/run-folder';
import { requirePredictionRun } from './prediction-run';

interface CalibrateOptions {
  readonly run?: string;
  readonly mostFalsePositives?: number;
  readonly model?: string;
  readonly data?: string;
  readonly split?: string;
  readonly dataName?: string;
}

export function calibrateCommand(): Command {
  return new Command('calibrate')
    .description(
      'Fit 90 % intervals, probabilities and thresholds to the calibration patients of an evaluated run (without a calibration set, the validation patients), and measure them on the test patients.',
    )
    .option('--run <folder>', 'a run of echonet train, after echonet evaluate')
    .option(
      '--most-false-positives <share>',
      'view classifier: clips of other views that may pass (default: 0.02)',
      numberBetween(0, 0.5),
    )
    .addOption(imported('--model <folder>', 'a model of echonet import, in place of --run'))
    .addOption(
      imported('--data <folder>', 'prepared clips with labels, or with masks for outlines'),
    )
    .addOption(imported('--split <csv>', `(default: ${splitFileName} in the data's folder)`))
    .addOption(imported('--data-name <name>', 'what panel and card call these patients'))
    .action(async (options: CalibrateOptions) => {
      const { run, mostFalsePositives } = options;
      if (options.model !== undefined) {
        await calibrateModel(options, options.model);
        return;
      }
      if (run === undefined) {
        throw new UserError(
          'Name a run with --run, or a model with --model, --data and --data-name.',
        );
      }
      const folder = RunFolder.open(run);
      requirePredictionRun(folder, 'evaluate fits its intervals; go on with: echonet export');
      folder.logCommand();
      calibrate(folder, mostFalsePositives);
    });
}

function imported(flags: string, description: string): Option {
  return new Option(flags, description).helpGroup('An imported model on own patients:');
}

async function calibrateModel(options: CalibrateOptions, model: string): Promise<void> {
  const { run, data, split, dataName } = options;
  if (run !== undefined || data === undefined || dataName === undefined) {
    throw new UserError('--model goes with --data and --data-name, and without --run.');
  }
  await startBackend({});
  await calibrateImported({
    ...{ model, data, dataName },
    split: split ?? path.join(data, splitFileName),
    createSession: createFolderSession,
    log: (line) => process.stdout.write(`${line}\n`),
  });
}
