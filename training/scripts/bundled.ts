/**
 * Trains the weights in models/bundled from scratch, on simulated patients alone: the network of
 * the twelve tasks on A4C clips, and the view classifier. Each step can be run by itself; a step
 * that is done is skipped, so an interrupted run resumes. The `one-task` steps compare one network
 * for all tasks with one network per task, the `one-view` steps one network a view on the same patients, on
 * smaller cohorts and image sizes.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { viewTaskIds, taskDefinitions } from '@echonet/models/tasks';
import { echonet, evaluate, once, repository, say, train } from './echonet';
import { withSimulatedModels, type ModelList } from './model-list';

/** Seed of every random choice. */
const seed = 2611;

/** The paper's recipe with a quarter of its filters and a smaller image. */
const network = ['--width', '0.25', '--batch-size', '24', '--learning-rate', '0.002'];

/** The weights that those of `reading` begin with: more patients, and fewer frames of each. */
const beginning = {
  id: 'a4c-phantom-beginning',
  name: 'EchoNet A4C',
  version: '3.0.0',
  /** `known` is training and validation together. */
  patients: { known: 5000, test: 500 },
  validationShare: 0.1,
  source: ['--masks', '--views', 'A4C', '--phantoms'],
  /** Image side in pixels. */
  size: '128',
  seed,
  /** The time grid that the viewer samples. */
  grid: ['--frame-interval-ms', '100', '--frame-count', '12'],
  epochs: 40,
  tasks: taskDefinitions.map(({ id }) => id).filter((id) => !isViewTask(id)),
  explained: ['--count', '6'],
};

const reading: Recipe = {
  ...beginning,
  id: 'a4c-phantom',
  version: '4.0.0',
  patients: { known: 1500, test: 400 },
  seed: seed + 4,
  // The paper's: twenty frames a tenth of a second apart.
  grid: ['--frame-interval-ms', '100', '--frame-count', '20'],
  epochs: 14,
};

/** Replaces the sizes, to check that every step works. */
const smallest = {
  size: '75',
  network: ['--width', '0.05', '--batch-size', '4', '--epochs', '1'],
  explained: ['--count', '1', '--samples', '2', '--methods', 'gradient'],
};

const views = {
  id: 'views-phantom',
  name: 'Views',
  version: '2.0.0',
  // One clip each, a third of each class.
  patients: { known: 2000, test: 400 },
  validationShare: 0.2,
  source: ['--view-phantoms'],
  size: '128',
  seed: seed + 1,
  // A view shows in a few frames; spread over a second they see the heart open and closed.
  grid: ['--frame-interval-ms', '200', '--frame-count', '5'],
  epochs: 24,
  tasks: [...viewTaskIds],
  explained: ['--count', '3', '--tasks', 'viewA4C'],
};

type Recipe = typeof beginning;

/** One network for all tasks compared with one network per task. */
const comparison: Recipe = {
  ...beginning,
  id: 'one-task',
  name: 'One task a network',
  patients: { known: 1900, test: 500 },
  source: ['--views', 'A4C', '--phantoms'],
  size: '75',
  seed: seed + 2,
  grid: ['--frame-interval-ms', '200', '--frame-count', '6'],
  epochs: 24,
};

/** One network a view, on the same simulated patients. */
const ofView = (view: string): Recipe => ({
  ...comparison,
  id: `one-view/${view}`,
  name: `The view ${view}`,
  patients: { known: 300, test: 100 },
  validationShare: 0.2,
  source: ['--views', view, '--phantoms'],
  seed: seed + 3,
  grid: ['--frame-interval-ms', '200', '--frame-count', '4'],
  tasks: ['EF', 'EDV', 'ESV', 'LAVolume', 'RADimension', 'LVH'],
});
const byView = ['A4C', 'A2C', 'PLAX'].map(ofView);

const stepNames = [
  'beginning-cohort',
  'beginning-train',
  'cohort',
  'train',
  'evaluate',
  'calibrate',
  'explain',
  'export',
  'view-cohort',
  'view-train',
  'view-evaluate',
  'view-calibrate',
  'view-explain',
  'view-export',
  'index',
  'one-task-cohort',
  'one-task-train',
  'one-task-evaluate',
  'one-view-cohorts',
  'one-view-train',
  'one-view-evaluate',
] as const;

interface BundledOptions {
  readonly step: readonly string[];
  readonly init?: string;
  readonly work: string;
  readonly models: string;
  readonly threads: string;
  readonly workers?: string;
  readonly small?: boolean;
}

const options = new Command('training:bundled')
  .description('Makes the weights in models/bundled from nothing.')
  .option(
    '--step <name>',
    `one of ${stepNames.join(', ')}; may be repeated (default: all but those of one-task and one-view)`,
    addStep,
    [],
  )
  .option(
    '--init <folder>',
    'run or model that the twelve tasks begin with (default: the run of beginning-train)',
  )
  .option('--work <folder>', 'data and runs', path.join(repository, 'training/runs/bundled'))
  .option('--models <folder>', 'where the models go', path.join(repository, 'models/bundled'))
  .option('--threads <n>', 'of tfjs-node; these networks are fastest on one', '1')
  .option('--workers <n>', 'processes that simulate (default: as many as there are cores)')
  .option('--small', 'as few and small as it can be, to see that it works')
  .parse()
  .opts<BundledOptions>();

const work = path.resolve(options.work);
const models = path.resolve(options.models);
const { small } = options;
const compute = ['--threads', options.threads];

/** Simulates patients directly into shards, with masks, and splits them. */
function cohort(recipe: Recipe): void {
  const patients = small ? { known: 24, test: 8 } : recipe.patients;
  const total = patients.known + patients.test;
  const data = folderOf(recipe, 'data');
  once(
    path.join(data, 'index.json'),
    ...['prepare', ...recipe.source, `${total}`, '--seed', `${recipe.seed}`, ...recipe.grid],
    ...['--size', small ? smallest.size : recipe.size, '--out', data],
    ...(options.workers ? ['--workers', options.workers] : []),
  );
  once(
    path.join(data, 'split.csv'),
    ...['split', '--data', data, '--seed', `${seed}`],
    ...['--test-share', `${patients.test / total}`],
    ...['--validation-share', `${recipe.validationShare}`],
  );
}

function trainRecipe(
  recipe: Recipe,
  run = folderOf(recipe, 'run'),
  settings: readonly string[] = [],
): void {
  train(run, compute, [
    ...['--data', folderOf(recipe, 'data'), '--tasks', recipe.tasks.join(',')],
    ...(small ? smallest.network : [...network, '--epochs', `${recipe.epochs}`]),
    ...['--seed', `${seed}`, '--out', run, ...settings],
  ]);
}

/** From the weights of the beginning, at half its rate, with two frames of a clip an epoch. */
function trainReading(): void {
  const init = options.init ? path.resolve(options.init) : folderOf(beginning, 'run');
  trainRecipe(reading, undefined, [
    ...['--init', init, '--learning-rate', '0.001', '--frames-per-clip', '2'],
    // Its zoom stands for other depths, at which volumes learned in pixels are wrong otherwise.
    ...['--augmentation', 'echo'],
  ]);
}

function evaluateRecipe(recipe: Recipe): void {
  evaluate(folderOf(recipe, 'run'), compute);
}

/** The comparison's recipe for each single task, with its run folder. */
const alone = comparison.tasks.map((task) => ({
  recipe: { ...comparison, tasks: [task] },
  run: path.join(work, comparison.id, task),
}));

function trainEachAlone(): void {
  trainRecipe(comparison);
  for (const { recipe, run } of alone) {
    trainRecipe(recipe, run);
  }
}

function compare(): void {
  for (const { run } of alone) {
    evaluate(run, compute);
  }
  evaluate(
    folderOf(comparison, 'run'),
    compute,
    alone.map(({ run }) => run),
  );
}

function calibrate(recipe: Recipe): void {
  echonet('calibrate', '--run', folderOf(recipe, 'run'));
}

function explain(recipe: Recipe): void {
  echonet(
    'explain',
    '--run',
    folderOf(recipe, 'run'),
    ...(small ? smallest.explained : recipe.explained),
    ...compute,
  );
}

function exportModel(recipe: Recipe): void {
  echonet(
    ...[
      'export',
      '--force',
      '--run',
      folderOf(recipe, 'run'),
      '--out',
      path.join(models, recipe.id),
    ],
    ...['--id', recipe.id, '--name', recipe.name, '--model-version', recipe.version],
    ...['--record-command', 'npm run training:bundled'],
  );
}

/** Puts the models that are present into the list that the viewer reads. */
function index(): void {
  const isThere = ({ id }: Recipe) => existsSync(path.join(models, id, 'echonet.json'));
  const file = path.join(models, 'index.json');
  const list = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as ModelList) : {};
  const content = withSimulatedModels(list, {
    models: [reading].filter(isThere).map(({ id }) => id),
    ...(isThere(views) && { viewClassifier: views.id }),
  });
  mkdirSync(models, { recursive: true });
  writeFileSync(file, `${JSON.stringify(content, undefined, 2)}\n`);
}

const steps: Readonly<Record<(typeof stepNames)[number], () => void>> = {
  'beginning-cohort': () => cohort(beginning),
  'beginning-train': () => trainRecipe(beginning),
  cohort: () => cohort(reading),
  train: trainReading,
  evaluate: () => evaluateRecipe(reading),
  calibrate: () => calibrate(reading),
  explain: () => explain(reading),
  export: () => exportModel(reading),
  'view-cohort': () => cohort(views),
  'view-train': () => trainRecipe(views),
  'view-evaluate': () => evaluateRecipe(views),
  'view-calibrate': () => calibrate(views),
  'view-explain': () => explain(views),
  'view-export': () => exportModel(views),
  index,
  'one-task-cohort': () => cohort(comparison),
  'one-task-train': trainEachAlone,
  'one-task-evaluate': compare,
  'one-view-cohorts': () => byView.forEach(cohort),
  'one-view-train': () => byView.forEach((recipe) => trainRecipe(recipe)),
  'one-view-evaluate': () => byView.forEach(evaluateRecipe),
};

const isUsual = (name: string) =>
  !name.startsWith('one-') && !(options.init && name.startsWith('beginning-'));

for (const name of stepNames) {
  const isWanted = options.step.length === 0 ? isUsual(name) : options.step.includes(name);
  if (isWanted) {
    say(`== ${name}`);
    steps[name]();
  }
}

function isViewTask(id: string): boolean {
  return (viewTaskIds as readonly string[]).includes(id);
}

function folderOf({ id }: Recipe, name: 'data' | 'run'): string {
  return path.join(work, id, name);
}

function addStep(name: string, chosen: readonly string[]): string[] {
  if (!(stepNames as readonly string[]).includes(name)) {
    throw new InvalidArgumentError(`The steps are ${stepNames.join(', ')}.`);
  }
  return [...chosen, name];
}
