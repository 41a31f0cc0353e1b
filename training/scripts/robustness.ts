/**
 * `npm run robustness -- --camus <folder>`: what the shipped models lose when images are not as those
 * they learned from, and what the view gate accepts of them, as tables in Markdown. Real hearts are the
 * test patients of CAMUS, whose images are changed before any sector is looked for; what only a scanner
 * can change is changed on simulated patients.
 */
import path from 'node:path';
import { Command } from 'commander';
import { wholeNumberBetween } from '@echonet/command-line';
import { openSegmentationModel } from '../src/reading/segment/open-segmentation-model';
import { startBackend } from '../src/learning/backends/backends';
import { camusPairs } from './camus/pairs';
import { errorTable } from './robustness/error-table';
import { openModel } from './robustness/open-models';
import { shiftRealHearts } from './robustness/real-hearts';
import { shiftSimulatedHearts } from './robustness/simulated-hearts';
import { replaceMarked } from './replace-marked';
import { repository, say } from './echonet';

interface RobustnessOptions {
  readonly camus?: string;
  readonly phantoms: number;
  readonly seed: number;
  readonly models: string;
  readonly markdown?: string;
}

const options = new Command('robustness')
  .option('--camus <folder>', 'real hearts: the public data set')
  .option('--phantoms <n>', 'simulated hearts', wholeNumberBetween(0, 10_000), 60)
  .option('--seed <n>', 'of the simulated hearts', wholeNumberBetween(0, 2 ** 31 - 1), 4711)
  .option('--markdown <file>', 'page whose tables between <!-- robustness ... --> are replaced')
  .option('--models <folder>', 'bundled models', path.join(repository, 'models/bundled'))
  .parse()
  .opts<RobustnessOptions>();

function report(of: 'real' | 'simulated', table: string): void {
  say(table);
  if (options.markdown) {
    replaceMarked(options.markdown, `robustness ${of}`, table);
  }
}

await startBackend({ threads: 1 });
const folder = (name: string) => path.join(path.resolve(options.models), name);
const gate = await openModel(folder('views-real'));
if (options.camus) {
  const volumes = await openModel(folder('a4c-real'));
  const outlines = await openSegmentationModel(folder('lv-camus'));
  const outcomes = await shiftRealHearts(
    { gate, volumes, outlines },
    camusPairs(path.resolve(options.camus), 'validation'),
    say,
  );
  report('real', errorTable(outcomes, [volumes.manifest.id, outlines.manifest.id]));
}
if (options.phantoms > 0) {
  const predictions = await openModel(folder('a4c-phantom'));
  const outcomes = await shiftSimulatedHearts(
    { gate, predictions },
    { seed: options.seed, patients: options.phantoms },
    (index) => say(`patient ${index + 1} of ${options.phantoms}`),
  );
  report('simulated', errorTable(outcomes, [predictions.manifest.id]));
}
