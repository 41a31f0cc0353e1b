import { execFile } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { assessClip, readClipHeader, viewOf } from '@echonet/dicom';
import { readCine } from '@echonet/dicom/node';
import { locateSector, type FramePixels } from '@echonet/models/image';
import { drawPatient, phantomPatientId } from '@echonet/phantom';
import { structureNames } from '@echonet/phantom/structures';
import { heartTaskIds } from '@echonet/models/tasks';
import { openPrepared, parseTable, readFrame, readStructures } from '@echonet/training/testing';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'echonet-phantom-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const seed = 3;
const leadShare = 0.5;

/** Runs the program itself, since jest cannot load the pool of processes. */
async function echonet(...settings: string[]): Promise<string> {
  const program = path.join(__dirname, '../../training/bin/echonet.mjs');
  return (await promisify(execFile)(process.execPath, [program, ...settings])).stdout;
}

async function phantom(name: string, ...settings: string[]): Promise<string> {
  const out = ['--seed', `${seed}`, '--out', path.join(folder, name)];
  return echonet('phantom', ...out, ...settings);
}

const cohort = [
  '--patients',
  '3',
  '--lead-share',
  `${leadShare}`,
  '--frames',
  '6',
  '--frame-time',
  '100',
  '--size',
  '160x120',
];

async function contents(directory: string): Promise<Record<string, string>> {
  const names = (await readdir(directory)).sort();
  const files = names.map((name) => readFile(path.join(directory, name), 'base64'));
  return Object.fromEntries((await Promise.all(files)).map((file, i) => [names[i], file]));
}

describe('a cohort', () => {
  it('is the same to the byte whatever the number of workers, and names its units', async () => {
    expect(await phantom('one', ...cohort, '--workers', '1')).toMatch(
      /^3 simulated patients and labels\.csv are in /,
    );
    await phantom('two', ...cohort, '--workers', '2');
    const files = await contents(path.join(folder, 'one'));
    expect(await contents(path.join(folder, 'two'))).toEqual(files);
    expect(Object.keys(files)).toEqual([
      ...[1, 2, 3].flatMap((number) => [
        `PHANTOM-3-0000${number}-A4C-1.dcm`,
        `PHANTOM-3-0000${number}-report.dcm`,
      ]),
      'README.txt',
      'labels.csv',
    ]);
    const readme = Buffer.from(files['README.txt'], 'base64').toString();
    for (const words of ['Simulated', 'mL', '%', '--seed 3']) {
      expect(readme).toContain(words);
    }
  });

  it('has cines that can be read, whose labels are those of the geometry', async () => {
    const directory = path.join(folder, 'one');
    const table = await readFile(path.join(directory, 'labels.csv'), 'utf8');
    const rows = parseTable(table, 'labels.csv').rows.map(({ cells }) => cells);
    expect(rows).toHaveLength(3);
    for (const [index, row] of rows.entries()) {
      const patient = drawPatient(seed, index, { leadShare });
      expect(Number(row.EDV)).toBeCloseTo(patient.edvMl, 1);
      expect(Number(row.ESV)).toBeCloseTo(patient.esvMl, 1);
      expect(Number(row.EF)).toBeCloseTo((100 * (+row.EDV - +row.ESV)) / +row.EDV, 1);
      expect(Number(row.lead)).toBe(Number(patient.hasLead));
      const cine = await readCine(await readFile(path.join(directory, row.FileName)));
      expect(cine.instance.PatientID).toBe(row.PatientID);
      expect(cine.instance.SeriesDescription).toMatch(/simulated/);
      expect(viewOf(cine.instance)).toBe(row.View);
      const header = readClipHeader(cine.instance);
      expect(assessClip(header)).toMatchObject({ eligible: true });
      const frames: FramePixels[] = [];
      for (let frame = 0; frame < 6; frame++) {
        frames.push(await cine.frame(frame));
      }
      const { crop } = locateSector(frames, header.SequenceOfUltrasoundRegions);
      expect(crop.width).toBeGreaterThan(80);
    }
  });
});

describe('a cohort that is simulated while it is prepared', () => {
  const views = ['--views', 'A4C,PLAX', '--seed', `${seed}`, '--lead-share', `${leadShare}`];
  const small = ['--size', '75', '--frame-count', '3', '--workers', '1'];
  const prepared = (name: string) => openPrepared(path.join(folder, name));

  it('begins with what its lossless DICOM files are prepared to, labels and masks included', async () => {
    await phantom(
      'lossless',
      ...['--patients', '2', ...views, '--frames', '3', '--frame-time', '100', '--masks'],
      ...['--size', '400x300', '--transfer-syntax', 'explicit-little-endian', '--workers', '1'],
    );
    const salt = path.join(folder, 'salt.txt');
    await writeFile(salt, 'simulated patients');
    const source = ['--dicom', path.join(folder, 'lossless'), '--views', 'A4C,PLAX'];
    const out = (name: string) => ['--out', path.join(folder, name)];
    await echonet('prepare', ...source, ...small, '--salt-file', salt, ...out('by-files'));
    await echonet('prepare', '--phantoms', '2', ...views, ...small, '--masks', ...out('directly'));
    const [byFiles, directly] = [prepared('by-files'), prepared('directly')];
    // Later frames are those of each machine's own frame rate, and the sector is found in all of them.
    const firstFrames = ({ clips }: typeof directly) =>
      clips.map(({ images }) => readFrame(images, 0, { size: 75, channels: 1 }).frame);
    const ofFiles = firstFrames(byFiles);
    firstFrames(directly).forEach((frame, clip) => {
      const differences = frame.map((grey, pixel) => Math.abs(grey - ofFiles[clip][pixel]));
      const total = differences.reduce((sum, difference) => sum + difference, 0);
      expect(total / frame.length).toBeLessThan(6);
    });
    expect(directly.clips.map(({ images }) => images.frameCount)).toEqual(
      byFiles.clips.map(({ images }) => images.frameCount),
    );
    const rows = ({ clips }: typeof directly) =>
      clips.map(({ patientId, view, manufacturer, labels }) => ({
        patientId,
        view,
        manufacturer,
        labels,
      }));
    expect(rows(directly)).toEqual(rows(byFiles));
    expect(Object.keys(rows(directly)[0].labels)).toHaveLength(heartTaskIds.length + 4);
    expect(directly.index.structures).toEqual(structureNames);
    expect(byFiles.index.structures).toBeUndefined();
    expect(directly.labelledStructures).toEqual(structureNames.slice(1));
    expect(directly.clips[0].labelledFrames).toEqual([0, 1, 2]);
    expect([0, 1, 2]).toContain(directly.clips[0].edFrame);
    expect(directly.clips[0].edFrame).not.toBe(directly.clips[0].esFrame);
    const scales = ({ clips }: typeof directly) => clips.map(({ mmPerPixel }) => mmPerPixel);
    scales(directly).forEach((scale, clip) =>
      expect(scale! / scales(byFiles)[clip]!).toBeCloseTo(1, 1),
    );
    expect(scales(directly)[0]).toBeGreaterThan(1);

    const { images } = directly.clips[0];
    const codes = readStructures(images, 0, { size: 75 })!;
    const { mask } = readFrame(images, 0, { size: 75, channels: 1 });
    expect(codes.every((code, i) => code === 0 || mask[i] === 1)).toBe(true);
    const share = codes.filter((code) => structureNames[code] === 'LV').length / codes.length;
    expect(share).toBeGreaterThan(0.02);
    // The mask beside the DICOM file shows the same ventricle, in its own pixels.
    const inLossless = (name: string) =>
      readFile(path.join(folder, 'lossless', `${phantomPatientId(seed, 0)}-A4C-1${name}`));
    const npy = await inLossless('-structures.npy');
    const [first, second] = [3, 2].map((left) => npy.length - left * 400 * 300);
    const pixels = npy.subarray(first, second);
    const cine = await readCine(await inLossless('.dcm'));
    const { crop } = locateSector(
      [await cine.frame(0), await cine.frame(1), await cine.frame(2)],
      readClipHeader(cine.instance).SequenceOfUltrasoundRegions,
    );
    const inPixels = pixels.filter((code) => structureNames[code] === 'LV').length;
    expect(inPixels / crop.width ** 2 / share).toBeCloseTo(1, 1);
  });

  it('is refused masks where nobody knows them', async () => {
    await expect(
      echonet('prepare', '--view-phantoms', '1', '--masks', '--out', path.join(folder, 'x')),
    ).rejects.toThrow(/--masks goes with --phantoms, --echonet-dynamic and --dicom/);
  });

  it('is refused the name of a view that its clips do not have', async () => {
    const prepare = (source: string) =>
      echonet('prepare', source, '1', '--view', 'A2C', '--out', path.join(folder, 'x'));
    await expect(prepare('--phantoms')).rejects.toThrow(/simulate others with --views A2C\./);
    await expect(prepare('--view-phantoms')).rejects.toThrow(/simulates all views\./);
  });
});

describe('the demonstration', () => {
  it('has two clips to read, a still and a colour Doppler clip to turn away, other views and reports', async () => {
    const directory = path.join(folder, 'demo');
    await phantom('demo', '--demo');
    const verdicts: Record<string, boolean> = {};
    const studies = new Set<string>();
    let reports = 0;
    for (const name of await readdir(directory)) {
      const { instance } = await readCine(await readFile(path.join(directory, name)));
      studies.add(String(instance.StudyInstanceUID));
      if (instance.Modality === 'SR') {
        reports++;
        continue;
      }
      verdicts[String(instance.SeriesDescription)] = assessClip(readClipHeader(instance)).eligible;
    }
    expect(verdicts).toEqual({
      'A4C simulated': true,
      'A4C with lead simulated': true,
      'A4C still simulated': false,
      'A4C colour Doppler simulated': false,
      // Only their view makes them ineligible.
      'A2C simulated': true,
      'PLAX simulated': true,
    });
    expect(studies.size).toBe(2);
    expect(reports).toBe(2);
  });
});
