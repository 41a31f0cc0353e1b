import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import {
  modelFiles,
  readerOf,
  viewClassifierFiles,
  type ModelFiles,
} from '@echonet/models/testing';
import { writeCine } from '@echonet/dicom/node';
import { simulateCine } from '@echonet/phantom';
import { readFolder } from './read-folder';

const directory = mkdtempSync(path.join(os.tmpdir(), 'echonet-read-clips-'));
const inDirectory = (...names: string[]) => path.join(directory, ...names);
const samples = path.join(__dirname, '..', '..', '..', '..', 'shared', 'samples');
const withSamples = existsSync(samples) ? it : it.skip;

async function writeModel(name: string, files: ModelFiles): Promise<string> {
  mkdirSync(inDirectory(name));
  const read = readerOf(files);
  for (const file of ['echonet.json', 'model.json', ...Object.keys(files.shards)]) {
    writeFileSync(inDirectory(name, file), new Uint8Array(await read(file)));
  }
  return inDirectory(name);
}

/** The cells of a file's row in each table that lists it. */
const rowsOf = (tables: string, file: string): string[][] =>
  tables
    .split('\n')
    .filter((line) => line.startsWith(`| ${file} |`))
    .map((line) => line.slice(2, -2).split(' | '));

const read = (clips: string, viewClassifier: string, models: string[] = []) =>
  readFolder({ clips, viewClassifier, models, readTurnedAway: false, onFile: () => {} });

describe('reading a folder of clips as the viewer does', () => {
  let [acceptsAll, acceptsNone, reader] = ['', '', ''];

  beforeAll(async () => {
    await tf.setBackend('cpu');
    acceptsAll = await writeModel('accepts-all', viewClassifierFiles(0));
    acceptsNone = await writeModel('accepts-none', viewClassifierFiles(2));
    reader = await writeModel('reader', modelFiles());
    mkdirSync(inDirectory('clips', 'deeper'), { recursive: true });
    const format = { Rows: 96, Columns: 128, frameCount: 2, frameTimeMs: 200 };
    const clip = simulateCine({ seed: 1, index: 0, leadShare: 0, view: 'A4C', take: 0, format });
    const { frames, samplesPerPixel, attributes } = clip;
    const written = { ...format, frames, samplesPerPixel, attributes };
    await writeCine(inDirectory('clips', 'deeper', 'a4c.dcm'), {
      ...written,
      transferSyntax: 'explicit-little-endian',
    });
    await writeCine(inDirectory('clips', 'mode.dcm'), {
      ...written,
      transferSyntax: 'explicit-little-endian',
      attributes: { ...attributes, ImageType: ['ORIGINAL', 'PRIMARY', 'TTE', '0002'] },
    });
    const raw = { width: 128, height: 96, channels: samplesPerPixel };
    await sharp(frames[0], { raw }).jpeg().toFile(inDirectory('clips', 'still.jpg'));
    writeFileSync(inDirectory('clips', 'other.bin'), 'no clip');
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  it('turns away by rule, by view, or reads, and says which', async () => {
    const tables = await read(inDirectory('clips'), acceptsAll, [reader]);
    const [[, refusal, a4c, , , view, outcome], predictions] = rowsOf(tables, 'deeper/a4c.dcm');
    expect([refusal, view, outcome]).toEqual(['no', 'A4C', 'read']);
    expect(Number(a4c)).toBeGreaterThan(0.5);
    expect(predictions[1]).toMatch(/^-?\d+(\.\d+)? \(-?\d.* to -?\d.*\)$/);
    expect(predictions[2]).toMatch(/^[01]\.\d\d \((yes|no)\)$/);
    expect(rowsOf(tables, 'mode.dcm')).toEqual([
      expect.arrayContaining([expect.stringMatching(/M-mode/), 'turned away by rule']),
    ]);
    expect(rowsOf(tables, 'still.jpg')[0]).toEqual(
      // Rejected clips, too, have a predicted view.
      expect.arrayContaining([expect.stringMatching(/still image/), 'A4C', 'turned away by rule']),
    );
    expect(rowsOf(tables, 'other.bin')[0]).toEqual(
      expect.arrayContaining([expect.stringMatching(/cannot be read as DICOM/), '–']),
    );
    expect(tables).toMatch(/4 files, of which 3 are turned away/);
    expect(tables).toMatch(/Read by Fixture 1\.0\.0 \(trained on simulated images\)/);
  });

  it('reads nothing that the view classifier turns away', async () => {
    const tables = await read(inDirectory('clips', 'deeper'), acceptsNone, [reader]);
    const [row, ...others] = rowsOf(tables, 'a4c.dcm');
    expect(row.at(-1)).toBe('turned away by its view');
    expect(others).toEqual([]);
  });

  it('refuses a model of the other kind and an empty folder', async () => {
    await expect(read(inDirectory('clips'), reader)).rejects.toThrow(/no view classifier/);
    await expect(read(inDirectory('clips'), acceptsAll, [acceptsNone])).rejects.toThrow(
      /name it with --view-classifier/,
    );
    await expect(read(inDirectory('none'), acceptsAll)).rejects.toThrow(/no clips in/);
  });

  withSamples('turns every wrong real sample away by its rules alone', async () => {
    for (const folder of ['other-views', 'not-echo']) {
      const tables = await read(path.join(samples, folder), acceptsAll, []);
      expect(tables).not.toMatch(/\| read \|/);
      expect(tables).toMatch(/turned away by rule/);
    }
  });
});
