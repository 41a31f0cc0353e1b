import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import '@tensorflow/tfjs-backend-cpu';
import type { Page } from '@playwright/test';
import { buildGraph, type Manifest } from '@echonet/models';
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

/** Path of the models of {@link serveModels}. */
const folder = '/test-models/';

export interface ServedModels {
  readonly reading: ModelFiles;
  readonly viewClassifier?: ModelFiles;
}

/**
 * Makes these models the only ones that the page finds.
 *
 * @param settings of EchoNet, beside the model source
 */
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

type TaskDraft = readonly [id: string, name: string, unit: string, mean: number, std: number];

/** Means and standard deviations of the cohort of Ghorbani et al. 2020, where they are published. */
const regressions: readonly TaskDraft[] = [
  ['EF', 'Ejection fraction', '%', 55.1, 12.2],
  ['EDV', 'End-diastolic volume', 'mL', 95.1, 48.2],
  ['ESV', 'End-systolic volume', 'mL', 46, 39.3],
  ['LAVolume', 'Left atrial volume', 'mL', 62, 28],
  ['RADimension', 'Right atrial major axis', 'cm', 4.9, 0.8],
  ['age', 'Age', 'years', 61.1, 17.1],
  ['weight', 'Weight', 'kg', 78, 21.7],
  ['height', 'Height', 'm', 1.69, 0.12],
];

const findings = [
  ['lead', 'Pacemaker or defibrillator lead'],
  ['LADilation', 'Severe left atrial dilation'],
  ['LVH', 'Left ventricular hypertrophy'],
  ['sex', 'Male sex'],
] as const;

const rounded = (value: number) => Math.max(0, Number(value.toFixed(1)));

/** A model with the twelve predictions of Ghorbani et al. 2020 and random weights. */
export function twelveTaskFiles(): ModelFiles {
  const architecture = { ...fixtureArchitecture, outputs: regressions.length + findings.length };
  const tasks: Manifest['tasks'] = [
    ...regressions.map(([id, name, unit, labelMean, labelStd], outputIndex) => ({
      id,
      name,
      kind: 'regression' as const,
      unit,
      range: [rounded(labelMean - 2 * labelStd), rounded(labelMean + 3 * labelStd)] as const,
      outputIndex,
      labelMean,
      labelStd,
      metrics: {},
      calibration: { interval90HalfWidth: 1.2 * labelStd },
    })),
    ...findings.map(([id, name], i) => ({
      id,
      name,
      kind: 'classification' as const,
      unit: '',
      range: [0, 1] as const,
      outputIndex: regressions.length + i,
      decisionThreshold: 0.4,
      metrics: {},
    })),
  ];
  const weights = randomWeights(buildGraph(architecture), 5);
  return filesOfModel({ ...fixtureManifest, architecture, tasks }, weights);
}

/** A view classifier that accepts no clip: no image reaches a brightness of 2. */
export function rejectingViewClassifier(): ModelFiles {
  return viewClassifierFiles(2);
}
