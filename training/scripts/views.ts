/**
 * Makes the weights in models/bundled/views-real: a view classifier for real hearts, from the public
 * CAMUS data (real A4C images), stills of other views and of what is no heart, and simulated clips of
 * all views. Steps that are done are skipped, so an interrupted run resumes.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { Command } from 'commander';
import { viewTaskIds } from '@echonet/models/tasks';
import { phantomImageSize } from '@echonet/phantom';
import { prepare } from '../src/data/prepare/prepare';
import { gatherRealViews } from '../src/data/prepare/views/gather-real-views';
import { changeModelList, echonet, evaluate, once, repository, say, train } from './echonet';

const seed = 2812;

const sizes = {
  usual: { phantoms: 200, epochs: 16, network: ['--width', '0.25', '--batch-size', '24'] },
  small: { phantoms: 12, epochs: 1, network: ['--width', '0.05', '--batch-size', '4'] },
};

/** Of the negative calibration clips, those that may pass; most are CAMUS' images turned or cut. */
const mostFalsePositives = '0.01';

/** Two frames half a beat apart: a view shows in a few frames. */
const input = { size: 128, channels: 1, frameIntervalMs: 400, frameCount: 2 } as const;

interface ViewsOptions {
  readonly camus: string;
  readonly views: string;
  readonly work: string;
  readonly out: string;
  readonly threads: string;
  readonly workers: string;
  readonly init: string;
  readonly small?: boolean;
}

const options = new Command('training:views')
  .description('Makes the view classifier in models/bundled/views-real.')
  .requiredOption('--camus <folder>', 'the public data set, with database_nifti and database_split')
  .requiredOption('--views <folder>', 'stills of other views: folders tte47 and not-cardiac')
  .option('--work <folder>', 'data and runs', path.join(repository, 'training/runs/views'))
  .option(
    '--out <folder>',
    "the model's folder",
    path.join(repository, 'models/bundled/views-real'),
  )
  .option(
    '--init <folder>',
    'begin with these weights',
    path.join(repository, 'models/bundled/views-phantom'),
  )
  .option('--threads <n>', 'of tfjs-node; this network is fastest on one', '1')
  .option('--workers <n>', 'processes that prepare', '1')
  .option('--small', 'as few and small as it can be, to see that it works')
  .parse()
  .opts<ViewsOptions>();

const { phantoms, epochs, network } = options.small ? sizes.small : sizes.usual;
const data = path.join(path.resolve(options.work), 'data');
const run = path.join(path.resolve(options.work), 'run');
const compute = ['--threads', options.threads];

async function prepareViews(): Promise<void> {
  if (existsSync(path.join(data, 'index.json'))) {
    return say(`${data} is there already.`);
  }
  await prepare({
    output: data,
    input,
    workers: Number(options.workers),
    log: say,
    gather: () =>
      Promise.resolve(
        gatherRealViews({
          camus: path.resolve(options.camus),
          stills: path.resolve(options.views),
          phantoms,
          seed,
          format: {
            ...phantomImageSize,
            frameCount: input.frameCount,
            frameTimeMs: input.frameIntervalMs,
          },
        }),
      ),
  });
}

/** The kept clips are the test; the threshold is chosen on others, drawn from those to train on. */
function split(): void {
  once(
    path.join(data, 'split.csv'),
    ...['split', '--data', data, '--given', '--seed', `${seed}`],
    ...['--validation-share', '0.1', '--calibration-share', '0.15'],
  );
}

function trainViews(): void {
  train(run, compute, [
    ...['--data', data, '--tasks', viewTaskIds.join(','), '--out', run],
    ...[...network, '--epochs', `${epochs}`, '--learning-rate', '0.001', '--seed', `${seed}`],
    ...['--augmentation', 'echo'],
    ...(options.small ? [] : ['--init', path.resolve(options.init)]),
  ]);
}

function exportModel(): void {
  echonet(
    ...[
      'export',
      '--force',
      '--run',
      run,
      '--out',
      path.resolve(options.out),
      '--id',
      'views-real',
    ],
    ...['--name', 'Views of real hearts', '--model-version', '1.0.0'],
    ...['--record-command', 'npm run training:views -- --camus <folder> --views <folder>'],
  );
}

await prepareViews();
split();
trainViews();
evaluate(run, compute);
echonet('calibrate', '--run', run, '--most-false-positives', mostFalsePositives);
exportModel();
// First in the list; the classifier before stays the second.
changeModelList(options.out, (list, name) => {
  const known = [list['viewClassifier'] ?? []].flat();
  return { ...list, viewClassifier: [...new Set([name, ...known])] };
});
