import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  modelFiles,
  readerOf,
  viewClassifierFiles,
  viewClassifierManifest,
} from '@echonet/models/testing';
import { writePreparedFixture } from '../data/prepared/prepared-fixture';
import { acceptingThreshold, rethreshold } from './rethreshold';

const directory = mkdtempSync(path.join(os.tmpdir(), 'echonet-rethreshold-'));
const inDirectory = (name: string) => path.join(directory, name);
const { size } = viewClassifierManifest.input;

async function writeModel(name: string, files: Parameters<typeof readerOf>[0]): Promise<string> {
  mkdirSync(inDirectory(name));
  const read = readerOf(files);
  for (const file of ['echonet.json', 'model.json', ...Object.keys(files.shards)]) {
    writeFileSync(path.join(inDirectory(name), file), new Uint8Array(await read(file)));
  }
  return inDirectory(name);
}

/** Clips of even brightness, which the classifier takes for its measure of the A4C. */
const clipsOf = (count: number, view = 'A4C') =>
  Array.from({ length: count }, (_, i) => ({
    patientId: `p${view}${i}`,
    labels: {},
    view,
    frames: new Uint8Array(size * size).fill(100 + 3 * i),
    mask: new Uint8Array(size * size).fill(1),
  }));

const settings = { accept: 0.9, output: inDirectory('out'), log: () => undefined };

describe('a threshold for the clips of a site', () => {
  let classifier = '';

  beforeAll(async () => {
    await tf.setBackend('cpu');
    classifier = await writeModel('views', viewClassifierFiles(0.6));
    const file = path.join(classifier, 'echonet.json');
    const manifest = JSON.parse(readFileSync(file, 'utf8')) as typeof viewClassifierManifest;
    const [task, ...tasks] = manifest.tasks;
    const metrics = { ...task.metrics, sensitivity: 0.9, specificityLow: 0.8 };
    writeFileSync(file, JSON.stringify({ ...manifest, tasks: [{ ...task, metrics }, ...tasks] }));
    await writePreparedFixture(inDirectory('data'), size, [...clipsOf(20), ...clipsOf(3, 'PLAX')]);
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  it('is the highest that the wanted share reaches', () => {
    const shares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1 });
    fc.assert(
      fc.property(shares, fc.double({ min: 0.5, max: 1, noNaN: true }), (all, accept) => {
        const threshold = acceptingThreshold(all, accept);
        const reached = (at: number) => all.filter((one) => one >= at).length / all.length;
        expect(reached(threshold)).toBeGreaterThanOrEqual(accept);
        const higher = Math.min(...all.filter((one) => one > threshold));
        expect(reached(higher)).toBeLessThan(Math.max(accept, 1e-9));
      }),
    );
  });

  it('is written into a copy that no longer states a rate of false acceptance', async () => {
    const lines: string[] = [];
    const data = inDirectory('data');
    const log = (line: string) => lines.push(line);
    const { tasks } = await rethreshold({ ...settings, classifier, data, log });
    const [{ decisionThreshold, calibration, metrics }] = tasks;
    expect(decisionThreshold).toBeLessThan(0.5);
    expect(calibration?.mostFalsePositives).toBeUndefined();
    expect(lines[1]).toMatch(/18 of 20 clips are accepted \(90 %, 95 % interval/);
    const card = readFileSync(path.join(settings.output, 'MODEL-CARD.md'), 'utf8');
    expect(card).toMatch(
      /threshold of this copy is 0\.\d+, in place of .*: 18 of 20 clips are accepted .*do not hold for it/,
    );
    expect(Object.keys(metrics ?? {}).sort()).toEqual(['auc']);
    await expect(rethreshold({ ...settings, classifier, data })).rejects.toThrow(/--force/);
  });

  it('needs a view classifier, images of its size and enough clips', async () => {
    const reader = await writeModel('reader', modelFiles());
    const data = inDirectory('data');
    await expect(rethreshold({ ...settings, classifier: reader, data })).rejects.toThrow(
      /holds no view classifier/,
    );
    await writePreparedFixture(inDirectory('few'), size, clipsOf(3));
    const few = { ...settings, classifier, data: inDirectory('few') };
    await expect(rethreshold(few)).rejects.toThrow(/has 3 clips of the view A4C; at least 20/);
    const [clip] = clipsOf(1);
    const small = {
      ...clip,
      frames: clip.frames.subarray(0, 100),
      mask: clip.mask.subarray(0, 100),
    };
    await writePreparedFixture(inDirectory('small'), 10, [small]);
    const wrong = { ...settings, classifier, data: inDirectory('small') };
    await expect(rethreshold(wrong)).rejects.toThrow(
      new RegExp(`10 x 10 x 1, and .* reads ${size} x ${size} x 1; prepare .* --size ${size}`),
    );
  });
});
