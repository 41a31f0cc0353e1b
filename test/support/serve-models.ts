import '@tensorflow/tfjs-backend-cpu';
import type { Page } from 'playwright-core';
import {
  filesOfModel,
  fixtureArchitecture,
  fixtureManifest,
  readerOf,
  type ModelFiles,
} from '@echonet/models/testing';
import { viewClassifierFiles } from '@echonet/models/testing';
import { buildGraph } from '@echonet/models';
import type { Manifest } from '@echonet/models';
import { randomWeights } from '@echonet/models/testing';
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

type TaskDraft = readonly [id: string, name: string, unit: string, mean: number, std: number];

/** The paper's cohort gives means and standard deviations, where it tells them. */
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

/** A model with the twelve predictions of Ghorbani et al. 2020, whose weights are random. */
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

/** A view classifier that takes every clip for an A4C, or none. */
export function classifierThat(accepts: 'accepts' | 'turns away'): ModelFiles {
  return viewClassifierFiles(accepts === 'accepts' ? 0 : 2);
}
