import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { reportFile } from '@echonet/dicom/testing';
import {
  modelFiles,
  readerOf,
  segmentationModelFiles,
  type ModelFiles,
} from '@echonet/models/testing';
import { fanFrame, pngOf } from '../reading/segment/clip-fixture';
import { segmentCommand } from './segment';

const directory = mkdtempSync(path.join(os.tmpdir(), 'echonet-segment-command-'));
const inDirectory = (...names: string[]) => path.join(directory, ...names);

async function writeModel(name: string, files: ModelFiles): Promise<void> {
  mkdirSync(inDirectory(name));
  const read = readerOf(files);
  for (const file of ['echonet.json', 'model.json', ...Object.keys(files.shards)]) {
    writeFileSync(inDirectory(name, file), new Uint8Array(await read(file)));
  }
}

const runOn = (input: string, model: string, out: string, ...others: string[]) =>
  segmentCommand().parseAsync(
    ['--model', inDirectory(model), '--input', input, '--out', inDirectory(out)].concat([
      '--backend',
      'cpu',
      ...others,
    ]),
    { from: 'user' },
  );
const run = (model: string, out: string, ...others: string[]) =>
  runOn(inDirectory('clips'), model, out, ...others);

describe('echonet segment', () => {
  const printed: string[] = [];

  beforeAll(async () => {
    jest.spyOn(console, 'log').mockImplementation((text: string) => void printed.push(text));
    await writeModel('model', segmentationModelFiles());
    await writeModel('reader', modelFiles());
    mkdirSync(inDirectory('clips', 'deeper'), { recursive: true });
    writeFileSync(inDirectory('clips', 'deeper', 'a.png'), await pngOf(fanFrame()));
  });
  afterAll(() => {
    jest.restoreAllMocks();
    rmSync(directory, { recursive: true });
  });

  it('writes JSON, masks and a contact sheet with a model of random weights', async () => {
    await run('model', 'out', '--masks', '--contact-sheet', inDirectory('sheet.png'));
    expect(readdirSync(inDirectory('out', 'deeper')).sort()).toEqual(['a.json', 'a_0.png']);
    expect(existsSync(inDirectory('sheet.png'))).toBe(true);
    expect(printed.join('\n')).toMatch(/deeper\/a\.png: still[^]*Wrote 1 of 1 files \(1 frames/);
  });

  it('fails when a file cannot be read, after it has written the others', async () => {
    writeFileSync(inDirectory('clips', 'broken.dcm'), 'no clip');
    await expect(run('model', 'partly')).rejects.toThrow(
      /^1 of 2 files were not segmented:\n {2}broken\.dcm: The file cannot be read as DICOM/,
    );
    expect(existsSync(inDirectory('partly', 'deeper', 'a.json'))).toBe(true);
    rmSync(inDirectory('clips', 'broken.dcm'));
  });

  it('passes over reports, and says so where there is nothing else', async () => {
    const report = reportFile('DCM:125200|Adult Echocardiography Procedure Report', []);
    writeFileSync(inDirectory('clips', 'report.dcm'), report);
    await run('model', 'beside');
    expect(printed.join('\n')).toMatch(
      /Wrote 1 of 1 files [^]*Without an image, as reports are: report\.dcm$/,
    );
    expect(readdirSync(inDirectory('beside'))).toEqual(['deeper']);
    const alone = inDirectory('clips', 'report.dcm');
    await expect(runOn(alone, 'model', 'nothing')).rejects.toThrow(/report\.dcm holds an image/);
    rmSync(inDirectory('clips', 'report.dcm'));
  });

  it('refuses folders that hold no segmentation model, or results already', async () => {
    await expect(run('none', 'other')).rejects.toThrow(/none holds no model/);
    await expect(run('reader', 'other')).rejects.toThrow(/predicts numbers; name one/);
    await expect(run('model', 'clips')).rejects.toThrow(/is not empty/);
    writeFileSync(inDirectory('model', 'a.bin'), 'damaged');
    await expect(run('model', 'other')).rejects.toThrow(/The model in .* cannot be used: .*a\.bin/);
    writeFileSync(inDirectory('reader', 'echonet.json'), '{');
    await expect(run('reader', 'other')).rejects.toThrow(/is no JSON/);
    expect(existsSync(inDirectory('other'))).toBe(false);
  });
});
