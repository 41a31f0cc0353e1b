/**
 * The whole pipeline as a site would run it: simulated patients through prepare, split, train,
 * search, evaluate, explain, calibrate and export. `npm run training:example`, then `npm start`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';

const repository = fileURLToPath(new URL('../../', import.meta.url));
const program = fileURLToPath(new URL('../bin/echonet.mjs', import.meta.url));

interface ExampleOptions {
  readonly work: string;
  readonly models: string;
  readonly small?: boolean;
}

const { work, models, small } = new Command('training:example')
  .description('Goes the whole way from data to a model in the viewer.')
  .option('--work <folder>', 'data and runs', path.join(repository, 'training/runs/example'))
  .option('--models <folder>', 'the models of the viewer', path.join(repository, 'models/local'))
  .option('--small', 'as few and small as it can be, to see that it works')
  .parse()
  .opts<ExampleOptions>();

const inWork = (name: string) => path.join(work, name);
const sizes = small
  ? {
      // A second process takes longer to start than it saves.
      cohort: ['--patients', '24', '--frames', '4', '--lead-share', '0.5', '--workers', '1'],
      images: ['--size', '75', '--frame-count', '4', '--workers', '1'],
      network: ['--width', '0.05', '--epochs', '1', '--batch-size', '4', '--threads', '1'],
      compute: ['--threads', '1'],
      // An interval needs nine patients of validation. With so few of the others, not every finding has both
      // classes in every set.
      shares: [
        ...['--test-share', '0.2', '--validation-share', '0.5', '--calibration-share', '0'],
        ...['--stratify', 'lead'],
      ],
      tasks: ['--tasks', 'EF,EDV,ESV,lead'],
      grid: ['--learning-rates', '0.001', '--weight-decays', '0,0.0001'],
      explained: ['--count', '1', '--methods', 'gradient', '--tasks', 'lead'],
    }
  : {
      cohort: ['--patients', '400', '--frames', '12', '--lead-share', '0.25'],
      images: ['--size', '112'],
      network: ['--width', '0.2', '--epochs', '20'],
      compute: [],
      shares: ['--test-share', '0.15', '--validation-share', '0.15'],
      tasks: [],
      grid: ['--learning-rates', '0.001,0.003', '--weight-decays', '0,0.0001'],
      explained: ['--count', '3'],
    };

/** Runs a command unless its output exists from an earlier, interrupted run. */
function echonet(made: string, ...programArguments: string[]): void {
  process.stdout.write(`\n> echonet ${programArguments.join(' ')}\n`);
  if (existsSync(made)) {
    process.stdout.write(`${made} is there already.\n`);
    return;
  }
  const { status } = spawnSync(process.execPath, [program, ...programArguments], {
    stdio: 'inherit',
  });
  if (status !== 0) {
    process.exit(status ?? 1);
  }
}

mkdirSync(work, { recursive: true });
const [cohort, data] = [inWork('cohort'), inWork('prepared')];
echonet(
  path.join(cohort, 'labels.csv'),
  ...['phantom', ...sizes.cohort, '--seed', '5', '--frame-time', '100', '--out', cohort],
);
echonet(data, 'prepare', '--dicom', cohort, ...sizes.images, '--out', data);
echonet(path.join(data, 'split.csv'), 'split', '--data', data, ...sizes.shares);

const single = inWork('run-ef');
const begun = existsSync(path.join(single, 'run.json'));
const newRun = ['--data', data, '--tasks', 'EF', ...sizes.network, '--out', single];
echonet(
  path.join(single, 'outcome.json'),
  ...['train', ...(begun ? ['--resume', single] : newRun)],
);
echonet(path.join(single, 'metrics.json'), 'evaluate', '--run', single, ...sizes.compute);

const search = inWork('search');
const results = path.join(search, 'results.csv');
echonet(
  results,
  ...['search', '--data', data, ...sizes.tasks, ...sizes.network, ...sizes.grid, '--out', search],
);
const best = path.join(search, readFileSync(results, 'utf8').split('\n')[1].split(',').at(-1)!);

echonet('', 'evaluate', '--run', best, '--compare', single, ...sizes.compute);
echonet('', 'explain', '--run', best, ...sizes.explained, ...sizes.compute);
echonet('', 'calibrate', '--run', best);
const model = path.join(models, 'example');
echonet(
  '',
  'export',
  '--force',
  '--run',
  best,
  '--out',
  model,
  '--id',
  'example',
  '--name',
  'Example',
);
process.stdout.write(
  `\nThe report is ${path.join(best, 'report/report.html')}.\nThe model is in ${model}; npm start shows it.\n`,
);
