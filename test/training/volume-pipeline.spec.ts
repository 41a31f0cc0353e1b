import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { clipPredictor, createTensorNetwork, loadModel } from '@echonet/models';
import { camusPipeline } from './camus-pipeline';

const pipeline = camusPipeline({
  script: 'real.ts',
  model: 'a4c-real',
  list: { models: ['a4c-phantom'], segmentation: 'lv-camus' },
  radii: (i) => ({ ED: 20 + (i % 5), ES: 14 + (i % 3) }),
});
const { directory, inDirectory, json } = pipeline;
const model = inDirectory('models', 'a4c-real');

/** Half a dozen programs one after the other, also where other work takes most of the processor. */
const hookTimeoutMs = 360_000;

describe('the way from CAMUS to a model of volumes', () => {
  beforeAll(async () => {
    await tf.setBackend('cpu');
    await pipeline.run();
  }, hookTimeoutMs);

  afterAll(() => pipeline.remove());

  it('measures values, saliency and occlusion of the test patients', () => {
    const { results, occlusion } = json('work', 'run', 'metrics.json') as {
      results: { tasks: Record<string, { patients: number }>; structures?: unknown };
      occlusion: Record<string, unknown>;
    };
    expect(results.tasks['EDV'].patients).toBe(2);
    expect(results.structures).toBeDefined();
    expect(Object.values(occlusion).length).toBeGreaterThan(0);
    const report = readFileSync(inDirectory('work', 'run', 'report', 'report.html'), 'utf8');
    expect(report).toMatch(/<h2>Training<\/h2>/);
  });

  it('exports a model with licence, and with the patients of each task, that predicts clips', async () => {
    const loaded = await loadModel(
      async (name) => new Uint8Array(await readFile(path.join(model, name))).buffer,
      { createNetwork: createTensorNetwork },
    );
    const { manifest } = loaded;
    expect(manifest.provenance.licence).toBe('CC BY-NC-SA 4.0');
    expect(manifest.provenance.command).toBe('npm run training:real -- --camus <folder>');
    expect(manifest.modelCard).not.toContain(directory);
    expect(manifest.modelCard).toContain(
      'a decoder of LV, LVWall, LA, whose maps the volumes are read from as well',
    );
    expect(existsSync(path.join(model, 'LICENSE.txt'))).toBe(true);
    const edv = manifest.tasks.find(({ id }) => id === 'EDV')!;
    expect(edv.trainedOn).toEqual([{ data: 'CAMUS', simulated: false, patients: 7 }]);
    expect(edv.evaluatedOn).toMatchObject({ data: 'CAMUS', simulated: false, patients: 2 });
    const { size } = manifest.input;
    const image = (grey: number) => ({
      ...{ size, channels: 1 },
      data: Float32Array.from({ length: size * size }, (_, i) => ((i * grey) % 7) / 7),
    });
    const predictor = clipPredictor(loaded, { mmPerPixel: 0.8 });
    const { EDV, ESV, EF } = await predictor.predict({ frames: [image(3), image(5)] });
    expect(EDV.mean).toBeGreaterThanOrEqual(ESV.mean);
    expect(EF.mean).toBeCloseTo((100 * (EDV.mean - ESV.mean)) / EDV.mean, 6);
    loaded.dispose();
  });

  it('lists the model as the one for real patients', () => {
    expect(json('models', 'index.json')).toEqual({
      models: ['a4c-phantom', 'a4c-real'],
      segmentation: 'lv-camus',
      real: 'a4c-real',
    });
  });
});
