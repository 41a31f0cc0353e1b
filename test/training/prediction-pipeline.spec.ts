import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTensorNetwork, buildGraph, loadModel, predictFrame } from '@echonet/models';
import { decodeOnnx } from '@echonet/training/testing';

const directory = mkdtempSync(path.join(os.tmpdir(), 'echonet-pipeline-'));
const inDirectory = (name: string) => path.join(directory, name);
const model = inDirectory('model');

async function echonet(...programArguments: string[]): Promise<string> {
  const program = path.join(__dirname, '../../training/bin/echonet.mjs');
  const { stdout } = await promisify(execFile)(process.execPath, [program, ...programArguments]);
  return stdout;
}

const readModelFile = async (name: string) =>
  new Uint8Array(await readFile(path.join(model, name))).buffer;

const backend = ['--threads', '1'];
const oneWorker = ['--workers', '1'];
const smallest = ['--width', '0.05', '--epochs', '2', '--batch-size', '4'];
const prepared = inDirectory('prepared');

/** Eight programs one after the other, also where other work takes most of the processor. */
const hookTimeoutMs = 360_000;

describe('the way from phantoms to a model', () => {
  beforeAll(async () => {
    await tf.setBackend('cpu');
    await echonet(
      'phantom',
      '--patients',
      '8',
      '--seed',
      '6',
      '--lead-share',
      '0.5',
      '--frames',
      '6',
      '--frame-time',
      '100',
      ...oneWorker,
      '--out',
      inDirectory('cohort'),
    );
    // The hashes, and with them the split, are to be the same every time.
    writeFileSync(inDirectory('salt.txt'), 'the same salt');
    await echonet(
      'prepare',
      '--dicom',
      inDirectory('cohort'),
      '--out',
      prepared,
      '--size',
      '75',
      '--frame-count',
      '2',
      ...oneWorker,
      '--salt-file',
      inDirectory('salt.txt'),
    );
    await echonet(
      'split',
      '--data',
      prepared,
      '--stratify',
      'lead',
      '--test-share',
      '0.25',
      '--validation-share',
      '0.3',
      '--calibration-share',
      '0',
    );
    await echonet(
      'train',
      '--data',
      prepared,
      '--out',
      inDirectory('run'),
      '--tasks',
      'EF,EDV,ESV,lead',
      ...smallest,
      ...backend,
    );
    await echonet('evaluate', '--run', inDirectory('run'), ...backend);
    await echonet('calibrate', '--run', inDirectory('run'));
    const onnx = ['--onnx', inDirectory('model.onnx')];
    const name = ['--data-name', 'Tiny phantoms'];
    const run = ['--run', inDirectory('run'), '--out', model, '--id', 'tiny'];
    await echonet('export', ...run, ...name, ...onnx);
  }, hookTimeoutMs);

  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  it('ends in a folder that the viewer loads and predicts with', async () => {
    const loaded = await loadModel(readModelFile, { createNetwork: createTensorNetwork });
    const { manifest } = loaded;
    expect(manifest.tasks.map(({ id }) => id)).toEqual(['EF', 'EDV', 'ESV', 'lead']);
    expect(manifest.provenance.simulated).toBe(true);
    const phantoms = { data: 'Tiny phantoms', simulated: true };
    expect(manifest.tasks[0].trainedOn).toEqual([{ ...phantoms, patients: 4 }]);
    expect(manifest.tasks[0].evaluatedOn).toMatchObject({ ...phantoms, patients: 2, metric: 'R2' });
    expect(manifest.provenance.patients).toEqual({ train: 4, validation: 2, test: 2 });
    expect(manifest.intendedUse).toMatch(/^Research use only.*trained on Tiny phantoms/);
    expect(manifest.modelCard).toMatch(/## Limits\n\n- Trained on simulated echoes alone/);
    expect(manifest.modelCard).toMatch(
      /true values of the simulation, without the error of a reader/,
    );
    expect(manifest.modelCard).toMatch(/2 frames a clip, .*\nDevices: \w/);
    expect(manifest.modelCard).toMatch(/begun from random weights/);
    const notLearned = manifest.tasks.filter(
      ({ metrics }) => metrics.r2 <= 0 || metrics.auc <= 0.5,
    );
    expect(notLearned).not.toHaveLength(0);
    expect(manifest.modelCard?.match(/^Not better than /gm)).toHaveLength(notLearned.length);
    expect(manifest.provenance.data).toBe('Tiny phantoms');
    const shown = `${manifest.provenance.data} ${manifest.provenance.command} ${manifest.modelCard}`;
    expect(shown).not.toContain(directory);
    expect(shown).not.toMatch(/[0-9a-f]{32}/);
    expect(manifest.modelCard).toBe(readFileSync(path.join(model, 'MODEL-CARD.md'), 'utf8'));
    for (const { kind, calibration, decisionThreshold } of manifest.tasks) {
      if (kind === 'regression') {
        // Two patients say nothing of what holds 90 of 100.
        expect(calibration?.interval90HalfWidth).toBeUndefined();
      } else {
        expect(decisionThreshold).toBeGreaterThan(0);
      }
    }
    const data = new Float32Array(75 * 75).fill(0.3);
    const { values } = await predictFrame(loaded, { size: 75, channels: 1, data });
    for (const value of Object.values(values)) {
      expect(Number.isFinite(value)).toBe(true);
    }
  });

  it('ends in an ordinary layers model with the same predictions', async () => {
    const json = JSON.parse(
      readFileSync(path.join(model, 'model.json'), 'utf8'),
    ) as tf.io.ModelJSON;
    const { buffer } = new Uint8Array(readFileSync(path.join(model, 'weights.bin')));
    const layers = await tfl.loadLayersModel(
      tf.io.fromMemory({
        modelTopology: json.modelTopology,
        weightSpecs: json.weightsManifest[0].weights,
        weightData: buffer,
      }),
    );
    const loaded = await loadModel(readModelFile, { createNetwork: createTensorNetwork });
    const images = tf.randomUniform<tf.Rank.R4>([1, 75, 75, 1], 0, 1, 'float32', 1);
    const { mean, std } = loaded.manifest.input;
    const expected = await loaded.network.forward(images.dataSync<'float32'>());
    const actual = layers.predict(tf.div(tf.sub(images, mean), std)) as tf.Tensor;
    [...actual.dataSync()].forEach((logit, index) =>
      expect(Math.abs(logit - expected[index])).toBeLessThan(1e-4 * (1 + Math.abs(logit))),
    );
  });

  it('ends in an ONNX file of the same network that says what it is', async () => {
    const file = decodeOnnx(readFileSync(inDirectory('model.onnx')));
    const { manifest } = await loadModel(readModelFile, { createNetwork: createTensorNetwork });
    const kernels = file.graph.initializer.filter(({ name }) => name.endsWith('/kernel'));
    expect(kernels).toHaveLength(
      buildGraph(manifest.architecture!).nodes.filter(({ kind }) =>
        ['conv', 'dense'].includes(kind),
      ).length,
    );
    const metadata = new Map(file.metadataProps.map(({ key, value }) => [key, value]));
    expect(metadata.get('id')).toBe('tiny');
    expect(metadata.get('intendedUse')).toMatch(/^Research use only/);
    expect(JSON.parse(metadata.get('tasks')!)).toHaveLength(4);
    const again = inDirectory('again.onnx');
    await echonet('export', '--model', model, '--onnx', again);
    expect(readFileSync(again).equals(readFileSync(inDirectory('model.onnx')))).toBe(true);
  });

  it('replaces a model only when forced to', async () => {
    const again = ['export', '--run', inDirectory('run'), '--out', model, '--id', 'tiny'];
    const before = readFileSync(path.join(model, 'echonet.json'), 'utf8');
    await expect(echonet(...again)).rejects.toThrow(/is there already; .*--force/);
    expect(readFileSync(path.join(model, 'echonet.json'), 'utf8')).toBe(before);
    await echonet(...again, '--data-name', 'Tiny phantoms', '--force');
    expect(readFileSync(path.join(model, 'echonet.json'), 'utf8')).toBe(before);
  });

  it('measures an exported model on other patients as the viewer would show it', async () => {
    const out = inDirectory('own-patients');
    const own = ['evaluate', '--model', model, '--data', prepared, '--out', out];
    await echonet(...own, '--set', 'test', ...backend);
    const readResults = (file: string) =>
      (
        JSON.parse(readFileSync(inDirectory(file), 'utf8')) as {
          results: Record<string, { metrics: { mae: { value: number } } }> & {
            tasks: Record<string, { metrics: { mae: { value: number } } }>;
          };
        }
      ).results;
    const { mae } = readResults('own-patients/metrics.json').tasks.EF.metrics;
    expect(mae.value).toBeCloseTo(readResults('run/calibration.json').EF.metrics.mae.value, 3);
    expect(readFileSync(path.join(out, 'report/report.html'), 'utf8')).toMatch(
      /thresholds and intervals are those of the model/,
    );
    await expect(echonet(...own)).rejects.toThrow(/own-patients is there already/);
    await expect(echonet('evaluate', '--model', model)).rejects.toThrow(/--data and --out/);
  });

  it('says what to name when an export is asked for by half', async () => {
    await expect(echonet('export', '--out', model)).rejects.toThrow(/--run, --out and --id/);
    await expect(echonet('export', '--model', model)).rejects.toThrow(/goes with --onnx/);
  });

  it('measures how far the rounding of the weights moves the predictions', () => {
    const { weights, drift } = JSON.parse(
      readFileSync(inDirectory('run/metrics.json'), 'utf8'),
    ) as {
      weights: string;
      drift: Record<string, number>;
    };
    expect(weights).toBe('float16');
    expect(drift.EF).toBeGreaterThan(0);
    expect(drift.EF).toBeLessThan(0.01);
  });

  it('leaves the settings, the split and the metrics beside the weights', () => {
    const read = (name: string) =>
      JSON.parse(readFileSync(inDirectory(`run/${name}`), 'utf8')) as Record<string, unknown>;
    expect(read('run.json')).toMatchObject({ config: { seed: 1, epochs: 2 }, simulated: true });
    expect(JSON.parse(readFileSync(path.join(prepared, 'split.json'), 'utf8'))).toMatchObject({
      command: expect.stringMatching(/^echonet split --data /),
      dataFingerprint: read('run.json')['dataFingerprint'],
      settings: {
        seed: 1,
        testShare: 0.25,
        validationShare: 0.3,
        calibrationShare: 0,
        stratify: ['lead'],
      },
    });
    const log = readFileSync(inDirectory('run/log.txt'), 'utf8');
    for (const step of ['train', 'evaluate', 'calibrate', 'export']) {
      expect(log).toMatch(new RegExp(`> echonet ${step} .*tfjs-core \\d.*commit`));
    }
    expect(read('metrics.json')).toMatchObject({
      patients: { train: 4, validation: 2, calibration: 0, test: 2 },
      clipFrames: { least: 2, most: 2 },
    });
    const predictions = readFileSync(inDirectory('run/predictions.csv'), 'utf8');
    expect(predictions.trim().split('\n')).toHaveLength(1 + 4);
  });

  it('leaves a report that needs nothing beside it', () => {
    const report = readFileSync(inDirectory('run/report/report.html'), 'utf8');
    expect(report).toMatch(/Research use only/);
    expect(report).toMatch(/Simulated data/);
    for (const part of [
      'Bland-Altman',
      'by number of frames',
      'Losses by epoch',
      'data:image/png',
    ]) {
      expect(report).toContain(part);
    }
    expect(report).not.toMatch(/<script|src="(?!data:)/);
  });

  it('prepares without identities and says who is who beside it', () => {
    const clips = readFileSync(path.join(prepared, 'clips.csv'), 'utf8');
    expect(clips).not.toMatch(/PHANTOM/);
    const identities = readFileSync(`${prepared}.private/identities.csv`, 'utf8');
    expect(identities).toMatch(/PHANTOM-6-00001,PHANTOM-6-00001-A4C-1.dcm/);
    const [, clipId] = clips.split('\n')[1].split(',');
    expect(identities).toContain(clipId);
  });

  it('searches in parts, goes on where it was, and ranks all runs', async () => {
    const search = ['search', '--out', inDirectory('search')];
    const grid = ['--learning-rates', '0.001,0.01', '--weight-decays', '0', '--tasks', 'EF,lead'];
    const losses = ['--regression-loss', 'huber', '--classification-loss', 'focal'];
    const settings = [...grid, ...losses, '--data', prepared, ...smallest, ...backend];
    await echonet(...search, ...settings, '--shard', '2/2');
    await expect(echonet(...search, ...settings, '--seed', '2')).rejects.toThrow(/other settings/);
    expect(await echonet(...search, '--collect')).toMatch(/Not finished: runs 1/);
    const output = await echonet(...search, ...settings);
    expect(output).not.toMatch(/Run 2:/);
    expect(output).toMatch(/Best on validation: echonet evaluate --run/);
    const results = readFileSync(inDirectory('search/results.csv'), 'utf8').trim().split('\n');
    expect(results).toHaveLength(3);
  });

  it('begins with the weights of another run or model', async () => {
    for (const init of [inDirectory('run'), model]) {
      const out = mkdtempSync(inDirectory('begun-'));
      const output = await echonet(
        'train',
        '--data',
        prepared,
        '--out',
        out,
        '--init',
        init,
        '--tasks',
        'age,lead',
        '--balance-classes',
        '--patience',
        '1',
        ...smallest,
        ...backend,
      );
      const [, copied, all] = /(\d+) of (\d+) weights begin as in/.exec(output)!.map(Number);
      expect(copied / all).toBeGreaterThan(0.99);
      expect(copied).toBeLessThan(all);
    }
  });

  it('explains chosen clips and tests the maps', async () => {
    const methods = ['--methods', 'gradient,integratedGradients', '--samples', '3'];
    await echonet(
      'explain',
      '--run',
      inDirectory('run'),
      '--count',
      '1',
      '--tasks',
      'lead',
      ...methods,
      ...backend,
    );
    const explanations = JSON.parse(
      readFileSync(inDirectory('run/explain/explanations.json'), 'utf8'),
    ) as { randomisedCorrelation: number; deletion: { bySaliency: number[] } }[];
    expect(explanations).toHaveLength(2);
    for (const { randomisedCorrelation, deletion } of explanations) {
      expect(randomisedCorrelation).toBeLessThan(0.95);
      expect(deletion.bySaliency).toHaveLength(11);
      expect(deletion.bySaliency[0]).toBe(0);
    }
    await expect(
      echonet('explain', '--run', inDirectory('run'), '--clips', 'nobody', ...backend),
    ).rejects.toThrow(/no patient or clip nobody/);
  });

  it('compares runs on the same patients', async () => {
    const other = inDirectory('search/runs/01-rate-0.001-decay-0');
    await echonet('evaluate', '--run', other, ...backend);
    await echonet('evaluate', '--run', inDirectory('run'), '--compare', other, ...backend);
    const { results } = JSON.parse(readFileSync(inDirectory('run/metrics.json'), 'utf8')) as {
      results: { comparisons: { name: string; taskId: string }[] };
    };
    expect(results.comparisons.map(({ taskId }) => taskId)).toEqual(['EF', 'lead']);
    expect(results.comparisons[0].name).toMatch(/^EF, lead/);
  });

  it('wants the calibration of the very predictions that it exports', async () => {
    writeFileSync(
      inDirectory('run/calibration.json'),
      readFileSync(inDirectory('run/calibration.json'), 'utf8').replace(
        /"logits": "./,
        '"logits": "x',
      ),
    );
    await expect(
      echonet('export', '--run', inDirectory('run'), '--out', model, '--id', 'tiny'),
    ).rejects.toThrow(/has changed since the calibration/);
  });

  it('says in one sentence what is wrong with the data', async () => {
    await expect(
      echonet('train', '--data', inDirectory('run'), '--out', inDirectory('other'), ...backend),
    ).rejects.toThrow(/holds no prepared data/);
  });
});
