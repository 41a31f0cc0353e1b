import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTensorNetwork, loadSegmentationModel, segmentFrames } from '@echonet/models';
import { camusPipeline } from './camus-pipeline';

const pipeline = camusPipeline({
  script: 'lv.ts',
  model: 'lv-camus',
  list: { models: ['a4c-phantom'] },
});
const { directory, inDirectory, json } = pipeline;
const model = inDirectory('models', 'lv-camus');

/** About ten programs one after the other, also where other work takes most of the processor. */
const hookTimeoutMs = 360_000;

describe('the way from CAMUS to a segmentation model', () => {
  beforeAll(async () => {
    await tf.setBackend('cpu');
    await pipeline.run();
  }, hookTimeoutMs);

  afterAll(() => pipeline.remove());

  it('tests on the validation patients of the data and calibrates on others', () => {
    const run = json('work', 'run', 'run.json') as {
      sets: { split: Record<'train' | 'validation' | 'test', string[]> }[];
    };
    const sizes = Object.values(run.sets[0].split).map(({ length }) => length);
    expect(sizes).toEqual([7, 1, 2]);
  });

  it('measures structures and volumes of the test patients', () => {
    const { sets } = json('work', 'run', 'metrics.json') as {
      sets: { test: { structures: { structure: string }[]; patients: number } }[];
    };
    expect(sets[0].test.patients).toBe(2);
    expect(new Set(sets[0].test.structures.map(({ structure }) => structure))).toEqual(
      new Set(['LV', 'LVWall', 'LA']),
    );
    expect(existsSync(inDirectory('work', 'run', 'report', 'report.html'))).toBe(true);
  });

  it('exports a model with licence and citation that loads and segments', async () => {
    const loaded = await loadSegmentationModel(
      async (name) => new Uint8Array(await readFile(path.join(model, name))).buffer,
      { createNetwork: createTensorNetwork },
    );
    const { manifest } = loaded;
    expect(manifest.structures).toEqual(['background', 'LV', 'LVWall', 'LA']);
    expect(manifest.provenance.licence).toBe('CC BY-NC-SA 4.0');
    expect(manifest.provenance.citation).toContain('Leclerc');
    expect(manifest.provenance.command).toBe('npm run training:lv -- --camus <folder>');
    expect(manifest.modelCard).not.toContain(directory);
    const { size } = manifest.input;
    const data = Float32Array.from({ length: size * size }, (_, i) => (i % 7) / 7);
    const [maps] = await segmentFrames(loaded, [{ size, channels: 1, data }]);
    expect(maps.values).toHaveLength((size / 2) ** 2 * 4);
    loaded.dispose();
  });

  it('measures the model on other patients with masks', async () => {
    const program = path.join(__dirname, '../../training/bin/echonet.mjs');
    const own = ['evaluate', '--model', model, '--data', inDirectory('work', 'camus')];
    await promisify(execFile)(process.execPath, [
      program,
      ...[...own, '--set', 'test', '--out', inDirectory('own'), '--threads', '1'],
    ]);
    const { results } = json('own', 'metrics.json') as { results: { patients: number } };
    expect(results.patients).toBe(2);
    const report = readFileSync(inDirectory('own', 'report', 'report.md'), 'utf8');
    expect(report).toMatch(/^Research use only/m);
    expect(report).toMatch(/\| LV \| ED \| 2 \| \d\.\d{3}/);
    expect(existsSync(inDirectory('own', 'cases.csv'))).toBe(true);
  });

  it('lists the model beside those that were there', () => {
    expect(json('models', 'index.json')).toEqual({
      models: ['a4c-phantom'],
      segmentation: 'lv-camus',
    });
  });
});
