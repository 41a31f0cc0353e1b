/**
 * Makes the weights in models/bundled/lv-camus from the public CAMUS data: a segmentation network,
 * begun on simulated patients and trained on real ones. Steps that are done are skipped, so an
 * interrupted run resumes. `--learning-curve` also trains on fewer patients, without the simulated ones
 * and with both at once, for docs/WEIGHTS.md.
 */
import path from 'node:path';
import { Command } from 'commander';
import { camusSeed, preparedSize, prepareCamus, smallestNetwork } from './camus-data';
import { changeModelList, echonet, evaluate, once, repository, train } from './echonet';

const seed = camusSeed;

const sizes = {
  usual: { phantoms: '400', pretraining: '800', steps: '2400', curveSteps: '1200', network: [] },
  small: {
    phantoms: '6',
    pretraining: '2',
    steps: '2',
    curveSteps: '2',
    network: smallestNetwork,
  },
};

interface LvOptions {
  readonly camus: string;
  readonly work: string;
  readonly out: string;
  readonly threads: string;
  readonly workers?: string;
  readonly small?: boolean;
  readonly learningCurve?: boolean;
}

const options = new Command('training:lv')
  .description('Makes the segmentation weights in models/bundled/lv-camus from the CAMUS data.')
  .requiredOption('--camus <folder>', 'the public data set, with database_nifti and database_split')
  .option('--work <folder>', 'data and runs', path.join(repository, 'training/runs/lv'))
  .option('--out <folder>', "the model's folder", path.join(repository, 'models/bundled/lv-camus'))
  .option('--threads <n>', 'of tfjs-node', '2')
  .option('--workers <n>', 'processes that prepare (default: as many as there are cores)')
  .option('--small', 'as few and small as it can be, to see that it works')
  .option(
    '--learning-curve',
    'also train on 20 and 100 patients, without the simulated ones, and with both at once',
  )
  .parse()
  .opts<LvOptions>();

const work = path.resolve(options.work);
const {
  phantoms: phantomCount,
  pretraining,
  steps,
  curveSteps,
  network,
} = options.small ? sizes.small : sizes.usual;
const compute = ['--threads', options.threads];
const workers = options.workers ? ['--workers', options.workers] : [];
const folder = (name: string) => path.join(work, name);
const camus = folder('camus');
const phantoms = folder('phantoms');

function prepare(): void {
  prepareCamus(options.camus, camus, workers);
  // Four frames over a beat show the heart at other sizes than ED and ES alone.
  once(
    path.join(phantoms, 'index.json'),
    ...['prepare', '--phantoms', phantomCount, '--masks', '--size', preparedSize],
    ...['--frame-count', '4', '--frame-interval-ms', '200', '--out', phantoms, ...workers],
  );
  once(
    path.join(phantoms, 'split.csv'),
    ...['split', '--data', phantoms, '--seed', seed, '--test-share', '0.15'],
  );
}

function trainStructures(name: string, ...settings: readonly string[]): void {
  const run = folder(name);
  train(run, compute, ['--structures', '--out', run, '--seed', seed, ...network, ...settings]);
}

/** Runs on fewer patients, without the simulated ones, and with both at once; the same test patients. */
function learningCurve(): string[] {
  const runs = ['20', '100'].flatMap((count) => {
    const data = ['--data', camus, '--steps', curveSteps, '--patients', count];
    return [
      { name: `begun-${count}`, settings: [...data, '--init', folder('pretraining')] },
      { name: `camus-${count}`, settings: data },
    ];
  });
  runs.push(
    { name: 'camus-alone', settings: ['--data', camus, '--steps', steps] },
    { name: 'mixed', settings: ['--data', camus, phantoms, '--share', '1,0.5', '--steps', steps] },
  );
  for (const { name, settings } of runs) {
    trainStructures(name, ...settings);
    evaluate(folder(name), compute);
  }
  return runs.map(({ name }) => name);
}

function exportModel(): void {
  echonet(
    ...[
      'export',
      '--force',
      '--run',
      folder('run'),
      '--out',
      path.resolve(options.out),
      '--id',
      'lv-camus',
    ],
    ...['--name', 'LV CAMUS', '--model-version', '1.0.0'],
    ...['--record-command', 'npm run training:lv -- --camus <folder>'],
  );
}

prepare();
trainStructures('pretraining', '--data', phantoms, '--steps', pretraining);
trainStructures('run', '--data', camus, '--steps', steps, '--init', folder('pretraining'));
const compared = options.learningCurve ? learningCurve() : [];
evaluate(folder('run'), compute, compared.map(folder));
exportModel();
changeModelList(options.out, (list, name) => ({ ...list, segmentation: name }));
