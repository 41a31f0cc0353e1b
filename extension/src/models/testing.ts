import type { NetworkManifest } from '@echonet/models';
import { fixtureArchitecture, fixtureManifest } from '@echonet/models/testing';
import type { FoundModel } from './model-sources';

const [ejectionFraction, lead] = fixtureManifest.tasks;

/** One regression and one classification task, on a network that no test runs. */
export const manifest: NetworkManifest = {
  ...fixtureManifest,
  id: 'test',
  name: 'Test model',
  architecture: { ...fixtureArchitecture, inputSize: 8, width: 1 },
  input: { ...fixtureManifest.input, size: 8, mean: 0, std: 1 },
  tasks: [
    {
      ...ejectionFraction,
      code: undefined,
      metrics: { r2: 0.61, mae: 5.25 },
      calibration: { interval90HalfWidth: 11 },
    },
    { ...lead, name: 'Pacing lead', decisionThreshold: 0.5, metrics: {} },
  ],
  provenance: {
    ...fixtureManifest.provenance,
    data: 'simulated A4C phantoms',
    patients: { train: 300, validation: 30, test: 60 },
    commit: 'abc',
    date: '2026-11-23',
  },
  intendedUse: 'Trying the software out.',
};

export const foundClassifier: FoundModel = {
  manifest: { ...manifest, purpose: 'view', input: { ...manifest.input, view: 'any' } },
  modelUrl: 'http://localhost/models/views/',
};
