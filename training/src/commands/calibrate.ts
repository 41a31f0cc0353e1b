import { Command } from 'commander';
import { numberBetween } from '@echonet/command-line';
import { calibrate } from '../evaluation/calibrate/calibrate';
import { RunFolder } from '../learning/run-folder';
import { requirePredictionRun } from './prediction-run';

interface CalibrateOptions {
  readonly run: string;
  readonly mostFalsePositives?: number;
}

export function calibrateCommand(): Command {
  return new Command('calibrate')
    .description(
      'Fit 90 % intervals, probabilities and thresholds to the calibration patients of an evaluated run (without a calibration set, the validation patients), and measure them on the test patients.',
    )
    .requiredOption('--run <folder>', 'a run of echonet train, after echonet evaluate')
    .option(
      '--most-false-positives <share>',
      'view classifier: clips of other views that may pass (default: 0.02)',
      numberBetween(0, 0.5),
    )
    .action(({ run, mostFalsePositives }: CalibrateOptions) => {
      const folder = RunFolder.open(run);
      requirePredictionRun(folder, 'evaluate fits its intervals; go on with: echonet export');
      folder.logCommand();
      calibrate(folder, mostFalsePositives);
    });
}
