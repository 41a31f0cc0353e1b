import { Command } from 'commander';
import { calibrate } from '../calibrate/calibrate';
import { RunFolder } from '../run/run-folder';

/** `echonet calibrate`. */
export function calibrateCommand(): Command {
  return new Command('calibrate')
    .description(
      'Fit 90 % intervals and probabilities to the validation patients of an evaluated run, and measure them on the test patients.',
    )
    .requiredOption('--run <folder>', 'of echonet train, after echonet evaluate')
    .action(({ run }: { readonly run: string }) => void calibrate(RunFolder.open(run)));
}
