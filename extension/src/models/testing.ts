import type { Manifest } from '@echonet/models';
import type { FoundModel } from './model-sources';

/** One regression and one classification task. */
export const manifest: Manifest = {
  schemaVersion: 1,
  id: 'test',
  version: '1.0.0',
  name: 'Test model',
  architecture: { name: 'inception-resnet-v1', inputSize: 8, channels: 1, width: 1, outputs: 2 },
  input: {
    size: 8,
    channels: 1,
    mean: 0,
    std: 1,
    frameIntervalMs: 100,
    frameCount: 20,
    view: 'A4C',
  },
  tasks: [
    {
      id: 'EF',
      name: 'Ejection fraction',
      kind: 'regression',
      unit: '%',
      range: [10, 80],
      outputIndex: 0,
      labelMean: 55,
      labelStd: 12,
      metrics: { r2: 0.61, mae: 5.25 },
      calibration: { interval90HalfWidth: 11 },
    },
    {
      id: 'lead',
      name: 'Pacing lead',
      kind: 'classification',
      unit: '',
      range: [0, 1],
      outputIndex: 1,
      decisionThreshold: 0.5,
      metrics: {},
    },
  ],
  provenance: {
    data: 'simulated A4C phantoms',
    simulated: true,
    patients: { train: 300, validation: 30, test: 60 },
    commit: 'abc',
    seed: 1,
    command: 'echonet train',
    date: '2026-11-23',
  },
  intendedUse: 'Trying the software out.',
  files: { 'model.json': '0'.repeat(64) },
};

export const foundClassifier: FoundModel = {
  manifest: { ...manifest, purpose: 'view', input: { ...manifest.input, view: 'any' } },
  modelUrl: 'http://localhost/models/views/',
};
