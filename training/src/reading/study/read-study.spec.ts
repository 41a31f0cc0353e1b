import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readClipHeader } from '@echonet/dicom';
import { readCine } from '@echonet/dicom/node';
import {
  clipPredictor,
  lackOf,
  locateSector,
  prepareImage,
  sampleFrames,
  type FramePixels,
} from '@echonet/models';
import { meanSession, onnxManifest } from '@echonet/models/testing';
import { folderStore, forgetfulStore } from '../clip/clip-store';
import { ClipFile } from '../decoder/clip-file';
import { DecoderDeath } from '../decoder/failures';
import type { ReadingModels } from '../models/open-models';
import { clipFile, readingModels, type FixtureModels } from '../reading-fixture';
import { filesByStudy } from './files-by-study';
import type { ReadingRules } from './reading-rules';
import { readStudies } from './read-studies';
import { readStudy, type StudyReader } from './read-study';
import { studyRecord, type StudyRecord } from './study-record';
import { ClipGone, type StudySource } from './study-source';

const never = new AbortController().signal;

let folder: string;
let models: FixtureModels;
let others: ReadingModels;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'echonet-read-study-'));
  models = await readingModels();
  others = await readingModels(1);
  const files = {
    'a4c.dcm': await clipFile(),
    'second.dcm': await clipFile({ seed: 2, more: { SOPInstanceUID: '1.2.3.2' } }),
    'real.dcm': await clipFile({ more: { SOPInstanceUID: '1.2.3.4', Manufacturer: 'A scanner' } }),
    'mode.dcm': await clipFile({
      more: { SOPInstanceUID: '1.2.3.3', ImageType: ['ORIGINAL', 'PRIMARY', 'TTE', '0002'] },
    }),
    'titled.dcm': withSourceTitle(
      await clipFile({ more: { StationAETitle: 'STATION', BodyPartExamined: 'HEART' } }),
      'ECHO7',
    ),
    'text.bin': Buffer.from('no clip'),
  };
  for (const [name, content] of Object.entries(files)) {
    await writeFile(path.join(folder, name), content);
  }
});
afterAll(async () => {
  models.dispose();
  others.dispose();
  await rm(folder, { recursive: true, force: true });
});

/** Adds Source Application Entity Title (0002,0016) to the file meta information. */
function withSourceTitle(file: Uint8Array, title: string): Buffer {
  const content = Buffer.from(file);
  const value = Buffer.from(title.padEnd(16));
  const element = Buffer.concat([
    Buffer.from([2, 0, 0x16, 0]),
    Buffer.from('AE'),
    Buffer.from([16, 0]),
    value,
  ]);
  const at = content.indexOf(Buffer.concat([Buffer.from([2, 0, 0x10, 0]), Buffer.from('UI')]));
  return Buffer.concat([content.subarray(0, at), element, content.subarray(at)]);
}

const study = (...names: string[]): StudySource => ({
  id: '1.2.3',
  StudyDate: '20260101',
  list: () =>
    Promise.resolve({
      clips: names.map((name) => ({
        id: `id of ${name}`,
        label: name,
        file: () => Promise.resolve(path.join(folder, name)),
      })),
      notes: [],
    }),
});

const reader = (more: Partial<StudyReader> = {}): StudyReader => ({
  decoder: new ClipFile(),
  models,
  anyView: false,
  store: forgetfulStore,
  ...more,
});

describe('a study', () => {
  it('is read in windows by an imported model, which says that it was not evaluated', async () => {
    const manifest = await onnxManifest();
    const windows: number[] = [];
    const session = meanSession(100, (values) => void windows.push(values.length));
    const [{ name }] = models.models;
    const imported = { name, model: { manifest, session, dispose: () => {} } };
    const { clips } = await readStudy(
      reader({
        models: { models: [imported], viewClassifier: models.viewClassifier, dispose: () => {} },
      }),
      study('a4c.dcm'),
      { signal: never },
    );
    // Six frames of a window of four: every second frame, the last one repeated.
    expect(windows).toEqual([256]);
    const [{ predictions, warnings, outcome }] = clips;
    expect(outcome).toBe('read');
    expect(predictions[0].frameNumbers).toEqual([1, 3, 5]);
    expect(predictions[0].prediction.EF.perWindow).toHaveLength(1);
    expect(predictions[0].prediction.EF.mean).toBeGreaterThan(1);
    expect(warnings).toContainEqual(expect.stringMatching(/^Imported model, not evaluated/));
  });

  it('has the predictions of the viewer, and the mean over its clips', async () => {
    const read = await readStudy(reader(), study('a4c.dcm', 'second.dcm'), { signal: never });
    expect(read.clips.map(({ outcome }) => outcome)).toEqual(['read', 'read']);
    const [{ model }] = models.models;
    const expected: number[] = [];
    for (const name of ['a4c.dcm', 'second.dcm']) {
      const cine = await readCine(await readFile(path.join(folder, name)));
      const header = readClipHeader(cine.instance);
      const times = { timesMs: [0, 100, 200, 300, 400, 500] };
      const { frameIndices } = sampleFrames(times, model.manifest.input);
      const pixels: FramePixels[] = [];
      for (const index of frameIndices) {
        pixels.push(await cine.frame(index));
      }
      const sector = locateSector(pixels, header.SequenceOfUltrasoundRegions);
      const frames = pixels.map((frame) => prepareImage(frame, sector, model.manifest.input));
      expected.push((await clipPredictor(model).predict({ frames })).EF.mean);
    }
    const means = read.clips.map(({ predictions }) => predictions[0].prediction.EF.mean);
    means.forEach((mean, i) => expect(mean).toBeCloseTo(expected[i], 4));
    const { values } = studyRecord(read, models, new Date(0));
    const pooled = values.find(({ id, method }) => id === 'EF' && method === 'predicted');
    expect(pooled?.value).toBeCloseTo((expected[0] + expected[1]) / 2, 4);
    expect(pooled).toMatchObject({ clipCount: 2, unit: '%', simulated: true, model: 'fixture' });
  });

  it('says of each clip why it was not read', async () => {
    const read = await readStudy(reader(), study('mode.dcm', 'text.bin'), { signal: never });
    const record = studyRecord(read, models, new Date(0));
    expect(record.clips).toMatchObject([
      { outcome: 'refused', reason: expect.stringMatching(/M-mode/) },
      { outcome: 'unreadable', reason: expect.stringMatching(/cannot be read as DICOM/) },
    ]);
    expect(record).toMatchObject({
      status: 'nothing to read',
      reason: 'No clip of 2 can be read: 1 refused by rule, 1 unreadable.',
      values: [],
    });
  });

  it('is read only where the rules say so', async () => {
    const file = new ClipFile();
    const facts = await file.open(path.join(folder, 'titled.dcm'));
    expect(facts).toMatchObject({ aeTitles: ['STATION', 'ECHO7'], BodyPartExamined: 'HEART' });
    const { InstitutionName, StudyDate } = facts;
    const within = {
      institutions: ['Elsewhere', InstitutionName],
      aeTitles: ['ECHO7'],
      bodyParts: ['HEART'],
      dates: { from: StudyDate, to: StudyDate },
    };
    const dateless = { ...study('titled.dcm'), StudyDate: '' };
    const outcomeBy = async (rules: ReadingRules, of: StudySource = dateless) => {
      const { clips } = await readStudy(reader({ rules }), of, { signal: never });
      return clips[0];
    };
    expect(await outcomeBy(within)).toMatchObject({ outcome: 'read' });
    for (const rules of [
      { ...within, institutions: ['Elsewhere'] },
      { ...within, aeTitles: ['ECHO'] },
      { ...within, bodyParts: ['LIVER'] },
      { ...within, dates: { to: '19991231' } },
    ]) {
      expect(await outcomeBy(rules)).toMatchObject({
        outcome: 'refused',
        reason: expect.stringMatching(/not among/),
      });
    }
    const unreachable = { ...study('there is no such file'), StudyDate: '20260101' };
    expect(await outcomeBy({ dates: { from: '20260102' } }, unreachable)).toMatchObject({
      outcome: 'refused',
      reason: expect.stringMatching(/date "20260101"/),
    });
  });

  it('turns away other views, unless any view is asked for', async () => {
    const turnedAway = await readStudy(reader({ models: others }), study('a4c.dcm'), {
      signal: never,
    });
    expect(turnedAway.clips).toMatchObject([{ outcome: 'other view', view: { accepted: false } }]);
    const asked = await readStudy(reader({ models: others, anyView: true }), study('a4c.dcm'), {
      signal: never,
    });
    expect(asked.clips).toMatchObject([
      { outcome: 'read', warnings: expect.arrayContaining([expect.stringMatching(/not A4C/)]) },
    ]);
  });

  it('turns away real clips whose outlines are not those of an A4C', async () => {
    // Random weights outline nothing that looks like a heart.
    const doubting = await readingModels(0, { simulated: false });
    const [real, simulated] = (
      await readStudy(reader({ models: doubting }), study('real.dcm', 'a4c.dcm'), {
        signal: never,
      })
    ).clips;
    doubting.dispose();
    expect(real).toMatchObject({
      outcome: 'other view',
      view: { accepted: false, missing: expect.any(String) },
    });
    const lack = lackOf(real.view!.missing!);
    expect(real.reason).toBe(`View check: probably not A4C (${lack}).`);
    expect(simulated.outcome).toBe('read');
  });

  it('is not read twice by the same models', async () => {
    const store = folderStore(path.join(folder, 'state'), { models, anyView: false });
    const source = (await filesByStudy(
      new ClipFile(),
      [
        { file: path.join(folder, 'a4c.dcm'), name: 'a4c.dcm' },
        { file: path.join(folder, 'mode.dcm'), name: 'mode.dcm' },
      ],
      { signal: never },
    )) satisfies StudySource[];
    expect(source).toHaveLength(1);
    const first = await readStudy(reader({ store }), source[0], { signal: never });
    const broken: StudyReader['decoder'] = {
      open: () => Promise.reject(new Error('opened again')),
      locate: () => Promise.reject(new Error('located again')),
      image: () => Promise.reject(new Error('decoded again')),
    };
    const again = await readStudy(reader({ store, decoder: broken }), source[0], { signal: never });
    expect(first.knownCount).toBe(0);
    expect(again.knownCount).toBe(2);
    expect(studyRecord(again, models, new Date(0))).toEqual(
      studyRecord(first, models, new Date(0)),
    );
    const withOthers = folderStore(path.join(folder, 'state'), { models: others, anyView: false });
    expect((await withOthers.of(source[0].id)).size).toBe(0);
  });

  it('loses one clip to a decoder that ends, and tries that one again the next time', async () => {
    const store = folderStore(path.join(folder, 'state-of-death'), { models, anyView: false });
    const file = new ClipFile();
    let deaths = 1;
    const dying: StudyReader['decoder'] = {
      open: (name) => file.open(name),
      locate: (grid) => file.locate(grid),
      image: (index, format) =>
        deaths-- > 0
          ? Promise.reject(new DecoderDeath('The decoder was ended by SIGKILL on this file.'))
          : file.image(index, format),
    };
    const source = study('a4c.dcm', 'second.dcm');
    const read = await readStudy(reader({ store, decoder: dying }), source, { signal: never });
    expect(read.clips).toMatchObject([
      { outcome: 'unreadable', reason: expect.stringMatching(/SIGKILL/) },
      { outcome: 'read' },
    ]);
    expect((await store.of('1.2.3')).size).toBe(1);
  });

  it('goes on without a clip that was deleted in the meantime', async () => {
    const list = () =>
      Promise.resolve({
        clips: [
          { label: 'gone', file: () => Promise.reject(new ClipGone('It answered 404.')) },
          { label: 'a4c', file: () => Promise.resolve(path.join(folder, 'a4c.dcm')) },
        ],
        notes: [],
      });
    const read = await readStudy(reader(), { ...study(), list }, { signal: never });
    expect(read.clips).toMatchObject([
      { outcome: 'unreadable', reason: 'It answered 404.' },
      { outcome: 'read' },
    ]);
  });

  it('does not take the clip of another patient that an archive sent for its own', async () => {
    const fileOf = () => Promise.resolve(path.join(folder, 'second.dcm'));
    const clips = ['1.2.3.2', '1.2.3.7'].map((id) => ({ id, label: id, file: fileOf }));
    const read = await readStudy(
      reader(),
      { ...study(), list: () => Promise.resolve({ clips, notes: [] }) },
      { signal: never },
    );
    expect(read.clips).toMatchObject([
      { id: '1.2.3.2', outcome: 'read' },
      {
        id: '1.2.3.7',
        outcome: 'unreadable',
        reason: 'The archive sent another instance than was asked for (1.2.3.2).',
      },
    ]);
  });
});

describe('several studies', () => {
  const failing = (id: string): StudySource => ({
    id,
    StudyDate: '',
    list: () => Promise.reject(new Error('The archive does not answer.')),
  });
  const recordsOf = async (sources: StudySource[]) => {
    const records: StudyRecord[] = [];
    const done = readStudies(reader(), sources, {
      signal: never,
      isFatal: (error) => (error as Error).message === 'fatal',
      onRecord: (record) => void records.push(record),
    });
    const error = await done.then(
      () => undefined,
      (reason: unknown) => reason as Error,
    );
    return { records, error };
  };

  it('are read although one fails, which is named with the reason', async () => {
    const { records, error } = await recordsOf([failing('1'), study('a4c.dcm')]);
    expect(records).toMatchObject([
      { StudyInstanceUID: '1', status: 'failed', reason: 'The archive does not answer.' },
      { StudyInstanceUID: '1.2.3', status: 'read' },
    ]);
    expect(error).toBeUndefined();
  });

  it('are given up after five failures in a row, and at once where all would fail', async () => {
    const many = await recordsOf(Array.from({ length: 9 }, (_, i) => failing(String(i))));
    expect(many.records).toHaveLength(5);
    expect(many.error?.message).toBe('The archive does not answer.');
    const fatal = { ...failing('1'), list: () => Promise.reject(new Error('fatal')) };
    expect(await recordsOf([fatal, failing('2')])).toMatchObject({
      records: [],
      error: { message: 'fatal' },
    });
  });
});
