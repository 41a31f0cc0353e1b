/**
 * Trains the paper's network on labels alone, as a site without masks does, on the public CAMUS data: EF,
 * EDV, ESV and left atrial volume in one network, with and without the size of the pixels, in several ways
 * to change the images and to begin, for docs/WEIGHTS.md. Steps that are done are skipped, so an
 * interrupted run resumes. No model is made of it.
 */
import path from 'node:path';
import { Command } from 'commander';
import { prepareCamus } from './camus-data';
import { evaluate, once, repository, train } from './echonet';

const seed = '1';

const sizes = {
  usual: {
    image: '128',
    network: ['--width', '0.25', '--epochs', '40', '--frames-per-clip', '2'],
    phantoms: '400',
    start: ['--init', path.join(repository, 'models/bundled/a4c-phantom')],
  },
  small: {
    image: '75',
    network: ['--width', '0.05', '--batch-size', '4', '--epochs', '1'],
    phantoms: '12',
    start: [],
  },
};

interface LabelsOptions {
  readonly camus: string;
  readonly work: string;
  readonly threads: string;
  readonly workers?: string;
  readonly small?: boolean;
}

const options = new Command('training:labels')
  .description('Compares ways to learn from labels alone on the CAMUS data.')
  .requiredOption('--camus <folder>', 'the public data set, with database_nifti and database_split')
  .option('--work <folder>', 'data and runs', path.join(repository, 'training/runs/labels'))
  .option('--threads <n>', 'of tfjs-node; these networks are fastest on one', '1')
  .option('--workers <n>', 'processes that prepare (default: as many as there are cores)')
  .option('--small', 'as few and small as it can be, to see that it works')
  .parse()
  .opts<LabelsOptions>();

const { image, network, phantoms, start } = options.small ? sizes.small : sizes.usual;
const folder = (name: string) => path.join(path.resolve(options.work), name);
const compute = ['--threads', options.threads];
const workers = options.workers ? ['--workers', options.workers] : [];
const echo = ['--augmentation', 'echo'];
const noScale = '--no-physical-scale';

/** Simulated patients to learn from beside the real ones. */
function preparePhantoms(): string {
  const data = folder('phantoms');
  once(
    path.join(data, 'index.json'),
    ...['prepare', '--views', 'A4C', '--phantoms', phantoms, '--seed', '2615', '--size', image],
    ...['--frame-interval-ms', '100', '--frame-count', '4', '--out', data, ...workers],
  );
  once(path.join(data, 'split.csv'), 'split', '--data', data, '--test-share', '0.1');
  return data;
}

/** Trains one way. @returns folder of its run */
function trained(
  name: string,
  settings: readonly string[],
  further: { readonly data?: readonly string[]; readonly start?: readonly string[] } = {},
): string {
  const run = folder(name);
  train(run, compute, [
    ...['--data', folder('camus'), ...(further.data ?? [])],
    ...['--tasks', 'EF,EDV,ESV,LAVolume', ...network, ...(further.start ?? start)],
    ...['--seed', seed, '--out', run, ...settings],
  ]);
  return run;
}

prepareCamus(options.camus, folder('camus'), workers, image);
const base = trained('echo', echo);
const others = [
  trained('echo-averaged', [...echo, '--average-weights']),
  trained('echo-random', echo, { start: [] }),
  trained('echo-phantoms', [...echo, '--share', '1,0.5'], { data: [preparePhantoms()] }),
  trained('echo-no-scale', [...echo, noScale]),
  trained('rotation', []),
  trained('rotation-no-scale', [noScale]),
];
others.forEach((run) => evaluate(run, compute));
evaluate(base, compute, others);
