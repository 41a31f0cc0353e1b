import '@tensorflow/tfjs-backend-cpu';
import type { Page } from 'playwright-core';
import { buildGraph, type Task } from '@echonet/models';
import { taskDefinitions, type TaskDefinition } from '@echonet/models/tasks';
import {
  filesOfModel,
  fixtureArchitecture,
  fixtureManifest,
  randomWeights,
  readerOf,
  viewClassifierFiles,
  type ModelFiles,
} from '@echonet/models/testing';
import { configure } from './configure';

/** Where the models of {@link serveModels} lie. */
const folder = '/made-models/';

/** Models that a page is to find, each under its folder's name. */
export interface ServedModels {
  readonly reading: ModelFiles;
  readonly viewClassifier?: ModelFiles;
}

/** Has the viewer find these models and no others. */
export async function serveModels(
  page: Page,
  { reading, viewClassifier }: ServedModels,
  settings: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const readers = {
    reading: readerOf(reading),
    ...(viewClassifier && { 'view-classifier': readerOf(viewClassifier) }),
  };
  const index = {
    models: ['reading'],
    ...(viewClassifier && { viewClassifier: 'view-classifier' }),
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

/** Means and standard deviations of labels, by task id: the paper's cohort where it tells them. */
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

/** A model of every task of the catalogue but those of views, whose weights are random. */
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

/** A view classifier that takes every clip for an A4C, or none. */
export function classifierThat(accepts: 'accepts' | 'turns away'): ModelFiles {
  return viewClassifierFiles(accepts === 'accepts' ? 0 : 2);
}
