import { copyFile, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DicomMessage, DicomMetaDictionary } from '@echonet/dicom/part10';
import { RequestFailure, type Archive } from '../../data/sources/dicomweb';
import { forgetfulStore } from '../clip/clip-store';
import type { MomentContour } from '../clip/clip-reading';
import { ClipFile } from '../decoder/clip-file';
import { clipFile, readingModels, type FixtureModels } from '../reading-fixture';
import { readStudy, type ReadStudy } from '../study/read-study';
import { hasReport, storeReport, type ReportParts } from './store-report';

const study = '1.2.3';
const instance = '1.2.3.1';

let folder: string;
let clip: string;
let models: FixtureModels;
let read: ReadStudy;

const ellipse = (radius: number) =>
  Array.from({ length: 24 }, (_, i) => ({
    x: 64 + radius * Math.cos((i * Math.PI) / 12),
    y: 48 + radius * Math.sin((i * Math.PI) / 12),
  }));
const contours: MomentContour[] = [
  { structure: 'LV', moment: 'ED', frameNumber: 1, outline: ellipse(20) },
  { structure: 'LV', moment: 'ES', frameNumber: 4, outline: ellipse(14) },
];

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'echonet-store-report-'));
  clip = path.join(folder, 'clip.dcm');
  const more = {
    StudyInstanceUID: study,
    SeriesInstanceUID: '1.2.3.9',
    SOPInstanceUID: instance,
    PatientID: 'P1',
  };
  await writeFile(clip, await clipFile({ more }));
  models = await readingModels();
  const source = { id: instance, label: instance, file: () => Promise.resolve(clip) };
  const plain = await readStudy(
    { decoder: new ClipFile(), models, anyView: false, store: forgetfulStore },
    {
      id: study,
      StudyDate: '20260101',
      list: () => Promise.resolve({ clips: [source], notes: [] }),
    },
    { signal: new AbortController().signal },
  );
  read = {
    ...plain,
    clips: plain.clips.map((each) => ({
      ...each,
      contours: {
        model: models.segmentation!.name.sha256,
        measures: [{ id: 'EF', value: 55, unit: '%', interval90: [45, 65] }],
        grade: 'good',
        beats: [{ edFrame: 1, esFrame: 4, efPercent: 55 }],
        isWholeBeat: true,
        contours,
      },
    })),
  };
});
afterAll(async () => {
  models.dispose();
  await rm(folder, { recursive: true, force: true });
});

type Stored = Record<string, unknown>;

/** An archive that holds the clip. */
class MemoryArchive implements Archive {
  readonly stored: Stored[] = [];
  /** Objects that it has room for. */
  room = Infinity;
  isClipGone = false;

  search(resource: string, query: Readonly<Record<string, string>>) {
    const answer = (values: Stored[]) =>
      Promise.resolve({
        results: values.map(
          (value) => DicomMetaDictionary.denaturalizeDataset({ ...value }) as never,
        ),
        more: false,
      });
    if (query.offset !== undefined && query.offset !== '0') {
      return answer([]);
    }
    const clips = [
      {
        ...{ StudyInstanceUID: study, SeriesInstanceUID: '1.2.3.9', SOPInstanceUID: instance },
        ...{ SeriesNumber: 3, Modality: 'US' },
      },
    ];
    const brief = this.stored.map((each) => ({
      ...{ StudyInstanceUID: study, SeriesInstanceUID: each.SeriesInstanceUID },
      ...{ SOPInstanceUID: each.SOPInstanceUID, SOPClassUID: each.SOPClassUID },
      ...{ SeriesNumber: each.SeriesNumber, Modality: each.Modality },
      SeriesDescription: each.SeriesDescription,
    }));
    const all: Stored[] = [...clips, ...brief];
    const [, series] = /series\/([\d.]+)\/instances$/.exec(resource) ?? [];
    return answer(
      all.filter(
        (each) =>
          (query.SOPInstanceUID === undefined || each.SOPInstanceUID === query.SOPInstanceUID) &&
          (!series || each.SeriesInstanceUID === series),
      ),
    );
  }

  async retrieve(_: string, file: string) {
    if (this.isClipGone) {
      throw new RequestFailure('The archive', 'answered 404', { status: 404, passing: false });
    }
    await copyFile(clip, file);
    return 1;
  }

  async metadata() {
    const content = await clipFile({
      more: { StudyInstanceUID: study, SeriesInstanceUID: '1.2.3.9', SOPInstanceUID: instance },
    });
    const { dict } = DicomMessage.readFile(content.slice().buffer);
    return Object.fromEntries(Object.entries(dict).filter(([tag]) => tag !== '7FE00010')) as never;
  }

  store(_: string, part10: Uint8Array) {
    if (this.stored.length >= this.room) {
      return Promise.reject(
        new RequestFailure('The archive', 'answered 507 (Insufficient Storage)', {
          status: 507,
          passing: true,
        }),
      );
    }
    const { dict } = DicomMessage.readFile(part10.slice().buffer);
    this.stored.push(DicomMetaDictionary.naturalizeDataset(dict));
    return Promise.resolve();
  }
}

function partsWith(archive: Archive, kinds?: readonly ('pdf' | 'capture')[]): ReportParts {
  const incoming = path.join(folder, 'incoming');
  return {
    ...{ archive, models, anyView: false, computedBy: 'a test' },
    ...(kinds && { images: { kinds, incoming, decoder: new ClipFile() } }),
  };
}

const modalities = ({ stored }: MemoryArchive) => stored.map(({ Modality }) => Modality);

describe('results of a study in its archive', () => {
  it('are a structured report, and on demand a PDF and captures, stored before it', async () => {
    const archive = new MemoryArchive();
    const outcome = await storeReport(partsWith(archive, ['pdf', 'capture']), read);
    expect(outcome.kind).toBe('stored');
    expect(modalities(archive)).toEqual(['DOC', 'OT', 'SR']);
    const [pdf, capture, report] = archive.stored;
    expect(new Set(archive.stored.map(({ SeriesInstanceUID }) => SeriesInstanceUID)).size).toBe(3);
    expect(report).toMatchObject({ VerificationFlag: 'UNVERIFIED', SeriesNumber: 4 });
    expect(pdf).toMatchObject({ VerificationFlag: 'UNVERIFIED', BurnedInAnnotation: 'YES' });
    expect(capture).toMatchObject({ NumberOfFrames: 2, ImageType: ['DERIVED', 'SECONDARY'] });
    expect(await readdir(path.join(folder, 'incoming'))).toEqual([]);
  });

  it('are stored once, whoever does so, and completed where one died in between', async () => {
    const archive = new MemoryArchive();
    const parts = partsWith(archive, ['pdf', 'capture']);
    await storeReport(parts, read);
    const again = await storeReport(partsWith(archive, ['pdf', 'capture']), read);
    expect(again.kind).toBe('stored before');
    expect(archive.stored).toHaveLength(3);
    expect(await hasReport(parts, study, [instance])).toBe(true);
    archive.stored.splice(1);
    expect(await hasReport(parts, study, [instance])).toBe(false);
    await storeReport(parts, read);
    expect(modalities(archive)).toEqual(['DOC', 'OT', 'SR']);
  });

  it('get a PDF later where only the report was asked for before', async () => {
    const archive = new MemoryArchive();
    await storeReport(partsWith(archive), read);
    expect(modalities(archive)).toEqual(['SR']);
    const outcome = await storeReport(partsWith(archive, ['pdf']), read);
    expect(outcome.kind).toBe('stored before');
    expect(modalities(archive)).toEqual(['SR', 'DOC']);
  });

  it('are missing where the archive has no room, with its words, until it has', async () => {
    const archive = new MemoryArchive();
    archive.room = 1;
    const parts = partsWith(archive, ['pdf', 'capture']);
    await expect(storeReport(parts, read)).rejects.toThrow(/507 \(Insufficient Storage\)/);
    expect(await hasReport(parts, study, [instance])).toBe(false);
    archive.room = Infinity;
    expect((await storeReport(parts, read)).kind).toBe('stored');
    expect(modalities(archive)).toEqual(['DOC', 'OT', 'SR']);
  }, 30_000);

  it('do without images of a clip that was deleted in the meantime', async () => {
    const archive = new MemoryArchive();
    archive.isClipGone = true;
    const outcome = await storeReport(partsWith(archive, ['pdf', 'capture']), read);
    expect(outcome.kind).toBe('stored');
    expect(modalities(archive)).toEqual(['DOC', 'SR']);
  });
});
