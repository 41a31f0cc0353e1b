import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import '@tensorflow/tfjs-backend-cpu';
import type { Page } from '@playwright/test';
import {
  buildGraph,
  type ReadModelFile,
  type SegmentationManifest,
  type Task,
} from '@echonet/models';
import { taskDefinitions, type TaskDefinition } from '@echonet/models/tasks';
import {
  filesOfModel,
  fixtureArchitecture,
  fixtureManifest,
  modelFiles,
  randomWeights,
  readerOf,
  viewClassifierFiles,
  type ModelFiles,
} from '@echonet/models/testing';
import { configure } from './configure';
import { readerOfFolder } from './model-folder';
import { bundledSegmentationDirectory } from './paths';

/** Path of the models of {@link serveModels}. */
const folder = '/test-models/';

export interface ServedModels {
  readonly reading: ModelFiles;
  readonly viewClassifier?: ModelFiles;
  readonly segmentation?: ModelFiles<SegmentationManifest> | ReadModelFile;
}

export const bundledSegmentation = readerOfFolder(bundledSegmentationDirectory);

/**
 * Makes these models the only ones that the page finds.
 *
 * @param settings of EchoNet, beside the model source
 */
export async function serveModels(
  page: Page,
  { reading, viewClassifier, segmentation }: ServedModels,
  settings: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const readers = {
    reading: readerOf(reading),
    ...(viewClassifier && { 'view-classifier': readerOf(viewClassifier) }),
    ...(segmentation && {
      segmentation: typeof segmentation === 'function' ? segmentation : readerOf(segmentation),
    }),
  };
  const index = {
    models: ['reading'],
    ...(viewClassifier && { viewClassifier: 'view-classifier' }),
    ...(segmentation && { segmentation: 'segmentation' }),
  };
  await page.route(`**${folder}**`, async (route) => {
    const [model, name] = new URL(route.request().url()).pathname.split('/').slice(-2);
    const body =
      name === 'index.json'
        ? Buffer.from(JSON.stringify(index))
        : Buffer.from(await readers[model as keyof typeof readers]!(name));
    await route.fulfill({
      status: 200,
      headers: { 'Cross-Origin-Resource-Policy': 'same-origin' },
      contentType: name.endsWith('.json') ? 'application/json' : 'application/octet-stream',
      body,
    });
  });
  await configure(page, { backend: 'wasm', modelSources: [folder], ...settings });
}

/** Makes the page use the smallest network with random weights, on one backend. */
export function useSmallNetwork(
  page: Page,
  backend: 'webgpu' | 'webgl' | 'wasm' | 'cpu',
): Promise<void> {
  return serveModels(page, { reading: modelFiles() }, { backend });
}

/** Writes the smallest network with random weights to a folder, as a site's own model. */
export async function writeSmallNetwork(directory: string): Promise<void> {
  const readFile = readerOf(modelFiles());
  await mkdir(directory, { recursive: true });
  for (const name of ['echonet.json', 'model.json', 'a.bin', 'b.bin']) {
    await writeFile(path.join(directory, name), Buffer.from(await readFile(name)));
  }
}

/** Label statistics by task ID, of the cohort of Ghorbani et al. 2020 where they are published. */
const labelStatistics: Readonly<Record<string, readonly [mean: number, std: number]>> = {
  EF: [55.1, 12.2],
  EDV: [95.1, 48.2],
  ESV: [46, 39.3],
  LAVolume: [62, 28],
  RADimension: [4.9, 0.8],
  age: [61.1, 17.1],
  weight: [78, 21.7],
  height: [1.69, 0.12],
};

const rounded = (value: number) => Math.max(0, Number(value.toFixed(1)));

/** A model with random weights of every task of the catalogue, except those of views. */
export function everyTaskFiles(): ModelFiles {
  const definitions = taskDefinitions.filter(({ group }) => group !== 'view');
  const ofKind = (kind: TaskDefinition['kind']) =>
    definitions.filter((definition) => definition.kind === kind);
  const tasks = [...ofKind('regression'), ...ofKind('classification')].map(manifestTask);
  const architecture = { ...fixtureArchitecture, outputs: tasks.length };
  const weights = randomWeights(buildGraph(architecture), 5);
  return filesOfModel({ ...fixtureManifest, architecture, tasks }, weights);
}

function manifestTask(
  { id, name, kind, unit, plausible }: TaskDefinition,
  outputIndex: number,
): Task {
  const shared = { id, name, kind, unit, outputIndex, metrics: {} };
  if (kind === 'classification') {
    return { ...shared, range: [0, 1], decisionThreshold: 0.4 };
  }
  const [lowest, highest] = plausible;
  const [labelMean, labelStd] = labelStatistics[id] ?? [
    (lowest + highest) / 2,
    (highest - lowest) / 6,
  ];
  return {
    ...shared,
    range: [rounded(labelMean - 2 * labelStd), rounded(labelMean + 3 * labelStd)],
    labelMean,
    labelStd,
    calibration: { interval90HalfWidth: 1.2 * labelStd },
  };
}

/** A view classifier that accepts no clip: no image reaches a brightness of 2. */
export function rejectingViewClassifier(): ModelFiles {
  return viewClassifierFiles(2);
}
