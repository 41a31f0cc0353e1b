/**
 * Makes the weights in models/bundled/a4c-real from the public CAMUS data: a network that says the
 * volumes of the chambers in each frame, of which EDV, ESV, EF and left atrial volume follow. It begins
 * with encoder and decoder of lv-camus, which saw the same training patients. Steps that are done are skipped,
 * so an interrupted run resumes. `--variants` also trains without reading the structures, from other weights,
 * from varied phantoms, on small images first and on fewer patients, for docs/WEIGHTS.md.
 */
import path from 'node:path';
import { Command } from 'commander';
import { camusSeed, preparedSize, prepareCamus, smallestNetwork } from './camus-data';
import { changeModelList, echonet, evaluate, once, repository, train } from './echonet';

const bundled = path.join(repository, 'models/bundled');

const sizes = {
  usual: { steps: '1600', variantSteps: '600', phantoms: '400', network: [] },
  small: {
    steps: '2',
    variantSteps: '2',
    phantoms: '6',
    network: smallestNetwork,
  },
};

interface RealOptions {
  readonly camus: string;
  readonly init?: string;
  readonly work: string;
  readonly out: string;
  readonly threads: string;
  readonly workers?: string;
  readonly small?: boolean;
  readonly variants?: boolean;
}

const options = new Command('training:real')
  .description('Makes the weights in models/bundled/a4c-real from the CAMUS data.')
  .requiredOption('--camus <folder>', 'the public data set, with database_nifti and database_split')
  .option('--init <folder>', 'segmentation to begin with (default: lv-camus; small: none)')
  .option('--work <folder>', 'data and runs', path.join(repository, 'training/runs/real'))
  .option('--out <folder>', "the model's folder", path.join(bundled, 'a4c-real'))
  .option('--threads <n>', 'of tfjs-node', '2')
  .option('--workers <n>', 'processes that prepare (default: as many as there are cores)')
  .option('--small', 'as few and small as it can be, to see that it works')
  .option(
    '--variants',
    'also train from other weights, phantoms or small images first, and on 20 to 200 patients',
  )
  .parse()
  .opts<RealOptions>();

const { steps, variantSteps, phantoms, network } = options.small ? sizes.small : sizes.usual;
const folder = (name: string) => path.join(path.resolve(options.work), name);
const camus = folder('camus');
const compute = ['--threads', options.threads];
const workers = options.workers ? ['--workers', options.workers] : [];

/** Begins with a model or run, the early layers changing less. */
function beginningWith(segmentation: string | undefined): string[] {
  return segmentation ? ['--init', path.resolve(segmentation), '--early-rate', '0.4'] : [];
}

function trainVolumes(name: string, ...settings: readonly string[]): void {
  trainVolumesOn(camus, name, ...settings);
}

function trainVolumesOn(data: string, name: string, ...settings: readonly string[]): void {
  const run = folder(name);
  train(run, compute, [
    ...['--volumes', '--data', data, '--out', run, '--seed', camusSeed],
    ...[...network, ...settings],
  ]);
}

/** Leaves the decoder out of the model: what these runs compare is the image's own features. */
const withoutMaps = '--no-read-structures';

/** A run on varied simulated patients, each seen in four frames over a beat. */
function trainOnPhantoms(): string {
  const data = folder('phantoms');
  once(
    path.join(data, 'index.json'),
    ...['prepare', '--phantoms', phantoms, '--varied', '--masks', '--size', preparedSize],
    ...['--frame-count', '4', '--frame-interval-ms', '200', '--out', data, ...workers],
  );
  once(
    path.join(data, 'split.csv'),
    ...['split', '--data', data, '--seed', camusSeed, '--test-share', '0.15'],
  );
  trainVolumesOn(data, 'phantoms-alone', '--steps', variantSteps, withoutMaps);
  return folder('phantoms-alone');
}

const halfOfSteps = ['--steps', `${Number(variantSteps) / 2}`];

/** Half of the steps on images of two thirds of the side; the other half goes on from there. */
function trainOnSmallImages(): string {
  trainVolumes(
    'small-images',
    ...halfOfSteps,
    withoutMaps,
    ...(options.small ? [] : ['--input-size', '128']),
  );
  return folder('small-images');
}

/** Shorter runs that differ in one thing, measured on the same test patients. @returns their names */
function variants(segmentation: string | undefined): string[] {
  const ofSteps = ['--steps', variantSteps];
  const withoutReading = [...ofSteps, withoutMaps];
  const runs = {
    'segmentation-start-read': [...ofSteps, ...beginningWith(segmentation)],
    'random-read': ofSteps,
    'segmentation-start': [...withoutReading, ...beginningWith(segmentation)],
    'random-structures': withoutReading,
    'random-alone': [...ofSteps, '--structure-weight', '0'],
    ...Object.fromEntries(
      ['20', '50', '100', '200'].map((count) => [
        `random-${count}`,
        [...withoutReading, '--patients', count],
      ]),
    ),
    'phantoms-first': [...withoutReading, ...beginningWith(trainOnPhantoms())],
    progressive: [...halfOfSteps, withoutMaps, '--init', trainOnSmallImages()],
  };
  for (const [name, settings] of Object.entries(runs)) {
    trainVolumes(name, ...settings);
    evaluate(folder(name), compute);
  }
  return Object.keys(runs);
}

function exportModel(): void {
  echonet(
    ...['export', '--run', folder('run'), '--out', path.resolve(options.out), '--force'],
    ...['--id', 'a4c-real', '--name', 'EchoNet A4C real', '--model-version', '2.0.0'],
    ...['--record-command', 'npm run training:real -- --camus <folder>'],
  );
}

const ofBundled = options.small ? undefined : path.join(bundled, 'lv-camus');
const segmentation = options.init ?? ofBundled;
prepareCamus(options.camus, camus, workers);
trainVolumes('run', '--steps', steps, ...beginningWith(segmentation));
const compared = options.variants ? variants(segmentation) : [];
evaluate(folder('run'), compute, compared.map(folder));
exportModel();
// The viewer reads real patients with it.
changeModelList(options.out, ({ models, ...others }, name) => ({
  models: [...new Set([...(models as readonly string[]), name])],
  ...others,
  real: name,
}));
