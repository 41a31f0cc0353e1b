/** @jest-environment node */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { fixtureManifest } from '@echonet/models/testing';
import { modelTable } from './model-table';

const manifest = {
  ...fixtureManifest,
  modelCard:
    '### Ejection fraction (%)\n\n| R² | 0.6 (0.5 to 0.7) |\n| Mean absolute error (%) | 6.5 (6 to 7) |\n',
  tasks: [
    {
      ...fixtureManifest.tasks[0],
      id: 'EF',
      name: 'Ejection fraction',
      kind: 'regression' as const,
      unit: '%',
      metrics: { meanPredictionMae: 10.44, coverage90: 0.9 },
      calibration: { interval90HalfWidth: 13.05 },
    },
  ],
};

describe('modelTable', () => {
  it('sets the numbers of a manifest beside those of the paper', () => {
    expect(modelTable('regression', manifest)[2]).toBe(
      '| Ejection fraction | % | 0.6 (0.5 to 0.7) | 6.5 (6 to 7; 10.4) | 0.50 | 7.0 (9.9) | ±13.1 | 90 % |',
    );
  });

  it('refuses a table that does not exist and a card without the metric', () => {
    expect(() => modelTable('ages', manifest)).toThrow('data, regression, classification');
    expect(() => modelTable('regression', { ...manifest, modelCard: '' })).toThrow(
      'has no R² of Ejection fraction',
    );
  });
});

it('keeps the numbers of the pages as the manifests have them', async () => {
  const script = path.join(__dirname, 'model-tables.ts');
  await expect(
    promisify(execFile)(process.execPath, ['--import', 'tsx', script, '--check']),
  ).resolves.toMatchObject({ stderr: '' });
}, 60_000);
