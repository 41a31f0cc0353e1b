import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Manifest, SegmentationManifest } from '@echonet/models';
import { thresholdSession } from '@echonet/models/testing';
import { writePreparedFixture } from '../data/prepared/prepared-fixture';
import { splitFileName, writeSplit } from '../data/split/split-file';
import { evaluateModel } from '../evaluation/own-patients/evaluate-model';
import type { NodeSession } from '../learning/onnx/node-session';
import { calibrateImported } from './calibrate-imported';
import { contractFixture, segmentationContractFixture } from './contract-fixture';
import { importModel } from './import-model';
import { thresholdOnnx, tinyOnnx } from './tiny-onnx-fixture';

const directory = mkdtempSync(path.join(os.tmpdir(), 'echonet-calibrate-imported-'));
const inDirectory = (...names: string[]) => path.join(directory, ...names);
afterAll(() => rmSync(directory, { recursive: true }));

const size = 8;
const sets = ['calibration', 'test', 'train', 'validation'] as const;
const patient = (i: number) => `p${String(i).padStart(3, '0')}`;

/** EF of 20 to 60 % as the grey value, half of which the network says, and 10 too much. */
const efOf = (i: number) => 20 + (i % 41);

/** The mean of a window in [0, 1], times 50, and 10, with an error that differs from patient to patient. */
const session: NodeSession = {
  runtime: 'a test',
  inputs: [{ name: 'clip', type: 'float32', shape: [1, 3, 4, size, size] }],
  outputs: [{ name: 'ef', type: 'float32', shape: [1, 1] }],
  outputNames: ['ef'],
  run({ values }) {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const error = Math.sin(mean * 1000);
    return Promise.resolve(
      new Map([['ef', { dims: [1, 1], values: Float32Array.of(100 * mean + 10 + error) }]]),
    );
  },
  dispose: () => {},
};
const createSession = () => Promise.resolve(session);
const startEngine = () => Promise.reject(new Error('unused'));

const imported = inDirectory('imported');
const prepared = inDirectory('prepared');
const calibrate = (change: Partial<Parameters<typeof calibrateImported>[0]> = {}) =>
  calibrateImported({
    ...{ model: imported, data: prepared, split: path.join(prepared, splitFileName) },
    ...{ dataName: "St. Mary's 2024", createSession, log: () => {} },
    ...change,
  });

beforeAll(async () => {
  const { input, ...contract } = contractFixture();
  const frames = { ...input.frames, stride: { ms: 100 }, mostWindows: 5 };
  writeFileSync(
    inDirectory('mine.json'),
    JSON.stringify({ ...contract, input: { ...input, frames } }),
  );
  writeFileSync(inDirectory('tiny.onnx'), tinyOnnx({ shape: [1, 3, 4, size, size] }));
  await importModel({
    onnx: inDirectory('tiny.onnx'),
    contract: inDirectory('mine.json'),
    output: imported,
    createSession,
    runtime: 'onnx-runtime',
    startEngine,
  });
  const clips = Array.from({ length: 200 }, (_, i) => ({
    patientId: patient(i),
    labels: { EF: efOf(i) },
    frames: new Uint8Array(6 * size * size).fill(Math.round(efOf(i) * 2.55)),
    mask: new Uint8Array(size * size).fill(1),
    facts: {},
  }));
  await writePreparedFixture(prepared, size, clips);
  writeSplit(
    path.join(prepared, splitFileName),
    new Map(clips.map(({ patientId }, i) => [patientId, sets[i % sets.length]])),
  );
});

describe('an imported model on own patients', () => {
  it('gets a bias, intervals and results, and a card that says on whom', async () => {
    const log: string[] = [];
    const manifest = (await calibrate({ log: (line) => void log.push(line) })) as Manifest;
    const [task] = manifest.tasks;
    // The network says 10 too much; grey values are whole numbers.
    expect(task.labelMean).toBeCloseTo(-10, 0);
    const { interval90HalfWidth } = task.calibration!;
    expect(interval90HalfWidth).toBeGreaterThan(0.7);
    expect(interval90HalfWidth).toBeLessThan(1.5);
    expect(task.evaluatedOn).toMatchObject({ data: "St. Mary's 2024", patients: 50, metric: 'R2' });
    expect(task.evaluatedOn!.value).toBeGreaterThan(0.99);
    const said = "fitted to 50 patients of St. Mary's 2024 and measured on 50 others of it";
    const card = readFileSync(path.join(imported, 'MODEL-CARD.md'), 'utf8');
    for (const text of [manifest.intendedUse, card]) {
      expect(text).toContain(said);
      expect(text).not.toContain('not evaluated here');
    }
    expect(log.join('\n')).toMatch(/EF: 90 % interval \(± %\) .*bias removed \(%\) .*mae/);
    // Against a mean that nobody knows, any network would look good.
    expect([log.join('\n'), card].join()).not.toContain('meanPredictionMae');
    expect(existsSync(path.join(imported, 'model.onnx'))).toBe(true);
  });

  it('is calibrated again on other data as if for the first time', async () => {
    const before = (await calibrate()) as Manifest;
    const again = (await calibrate({ dataName: 'Other' })) as Manifest;
    expect(again.tasks[0].labelMean).toBeCloseTo(before.tasks[0].labelMean!, 0);
    expect(again.intendedUse.match(/Imported;/g)).toHaveLength(1);
    expect(again.modelCard!.match(/## Results at this site/g)).toHaveLength(1);
    expect(again.modelCard).not.toContain("St. Mary's");
  });

  it('is evaluated with its intervals', async () => {
    await calibrate();
    await evaluateModel({
      ...{ model: imported, data: prepared, output: inDirectory('own'), createSession },
      set: { name: 'test', split: path.join(prepared, splitFileName) },
      log: () => {},
    });
    const { results } = JSON.parse(readFileSync(inDirectory('own', 'metrics.json'), 'utf8')) as {
      results: { tasks: { EF: { metrics: Record<string, { value?: number }> } } };
    };
    expect(results.tasks.EF.metrics.mae.value).toBeLessThan(1.2);
    expect(results.tasks.EF.metrics.meanPredictionMae.value).toBeUndefined();
    const report = readFileSync(inDirectory('own', 'report', 'report.html'), 'utf8');
    expect(report).toMatch(/90 %/);
  }, 30_000);

  it.each<[string, object, RegExp]>([
    ['colours', { channels: 'RGB' }, /reads RGB images .* cannot be measured/],
    ['a margin', { margin: 0.1 }, /with margin 0\.1/],
    [
      'another size',
      { size: 4 },
      /prepare them with --size 4 --frame-interval-ms 100 --frame-count/,
    ],
  ])('is refused where it reads something else of a frame: %s', async (_what, image, sentence) => {
    const file = path.join(imported, 'echonet.json');
    const text = readFileSync(file, 'utf8');
    const manifest = JSON.parse(text) as Manifest & {
      onnx: { input: { image: object }; recorded: { tolerance: number } };
    };
    Object.assign(manifest.onnx.input.image, image);
    manifest.onnx.recorded.tolerance = 100;
    writeFileSync(file, JSON.stringify(manifest));
    try {
      await expect(calibrate()).rejects.toThrow(sentence);
    } finally {
      writeFileSync(file, text);
    }
  });

  it('is refused with too few patients', async () => {
    const few = inDirectory('few.csv');
    writeSplit(few, new Map(sets.map((set, i) => [patient(i), set])));
    await expect(calibrate({ split: few })).rejects.toThrow(
      /too few patients with labels for Tiny: at least 20/,
    );
  });
});

describe('imported outlines on own patients with masks', () => {
  it('get intervals of volumes and EF', async () => {
    const model = inDirectory('outlines');
    const side = 32;
    const outlines: NodeSession = {
      ...thresholdSession(),
      inputs: [{ name: 'image', type: 'float32', shape: [1, 3, side, side] }],
      outputs: [{ name: 'logits', type: 'float32', shape: [1, 1, side, side] }],
    };
    const { input, ...contract } = segmentationContractFixture();
    const image = { ...input.image, size: side };
    writeFileSync(
      inDirectory('outlines.json'),
      JSON.stringify({ ...contract, input: { ...input, image } }),
    );
    writeFileSync(inDirectory('threshold.onnx'), thresholdOnnx(side));
    const open = () => Promise.resolve(outlines);
    await importModel({
      ...{ onnx: inDirectory('threshold.onnx'), contract: inDirectory('outlines.json') },
      output: model,
      createSession: open,
      runtime: 'onnx-runtime',
      startEngine,
    });
    const data = inDirectory('masks');
    const inside = (i: number, half: number) =>
      (((i % side) + 0.5 - 16) / half) ** 2 + ((Math.floor(i / side) + 0.5 - 16) / 12) ** 2 < 1;
    const clips = Array.from({ length: 80 }, (_, i) => {
      const pixels = (bright: number, dark: number) =>
        [7 + (i % 3), 5 + (i % 2)].flatMap((half) =>
          Array.from({ length: side * side }, (__, at) => (inside(at, half) ? bright : dark)),
        );
      return {
        patientId: patient(i),
        labels: {},
        frames: Uint8Array.from(pixels(220, 40)),
        mask: new Uint8Array(side * side).fill(1),
        structures: Uint8Array.from(pixels(1, 0)),
        facts: { edFrame: 0, esFrame: 1, mmPerPixel: 4 },
      };
    });
    await writePreparedFixture(data, side, clips, ['background', 'LV']);
    const split = path.join(data, splitFileName);
    writeSplit(split, new Map(clips.map(({ patientId }, i) => [patientId, sets[i % 4]])));
    const manifest = (await calibrate({
      ...{ model, data, split, createSession: open },
    })) as SegmentationManifest;
    expect(Object.keys(manifest.measures)).toEqual(expect.arrayContaining(['EDV', 'EF']));
    expect(manifest.measures.EF.interval90.halfWidth).toBeLessThan(10);
    expect(manifest.metrics['LV dice ED']).toBeGreaterThan(0.9);
  });
});
