import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { implementationClassUid, TransferSyntax, type NaturalizedDataset } from '@echonet/dicom';
import { encodePart10 } from '@echonet/dicom/part10';
import {
  decisionForTests,
  reportForTests,
  secondaryCapture,
  sourcesForTests,
  structuredReport,
} from '@echonet/ohif-extension/testing';
import { dciodvfyErrors, dicomPython, hasDciodvfy, readBack } from '../support/dicom-checks';

const encode = (dataset: NaturalizedDataset, TransferSyntaxUID: string) =>
  new Uint8Array(
    encodePart10(dataset, {
      TransferSyntaxUID,
      ImplementationClassUID: implementationClassUid.plugin,
    }),
  );

const series = { seriesNumber: 9, seriesDescription: 'EchoNet' };

/** Beside the browser test: several clips, and a patient's name in other character sets. */
describe('a report on two clips', () => {
  const reader = { personName: 'Møller^Ada', loginName: 'amoeller' };
  const report = reportForTests(2, {
    reader,
    decisions: new Map([['EF', { ...decisionForTests('accepted'), reader }]]),
  });
  const file = encode(
    structuredReport(report, sourcesForTests(2), series),
    TransferSyntax.ExplicitVRLittleEndian,
  );

  it('passes dciodvfy without an error', async () => {
    if (!hasDciodvfy) {
      return;
    }
    await expect(dciodvfyErrors(file)).resolves.toEqual([]);
  });

  it('is read by highdicom with the result of both clips and that of each', async () => {
    const python = await dicomPython();
    if (!python) {
      return;
    }
    const { groups, observers, patientName } = await readBack(python, file);
    expect(patientName).toBe('Meier^Änna=山田');
    expect(observers).toEqual([
      ['Person', 'Møller^Ada'],
      ['Device', 'EchoNet for OHIF'],
    ]);
    const tasks = ['EF', 'lead', 'EDV', 'ESV'];
    expect(groups?.map(({ tracking }) => tracking)).toEqual(
      [
        ...tasks,
        'EF, from volumes',
        ...tasks.map((task) => `${task}, clip 1`),
        ...tasks.map((task) => `${task}, clip 2`),
      ].map((name) => `EchoNet ${name}`),
    );
    const lines = groups!.map(({ measurements: [{ lines: cited }] }) =>
      cited.map(([, uid]) => uid),
    );
    expect(lines[0]).toEqual(['1.2.3.1', '1.2.3.2']);
    expect(lines[5]).toEqual(['1.2.3.1']);
    expect(lines[9]).toEqual(['1.2.3.2']);
    expect(groups![0].findingSites).toEqual(['87878005']);
    expect(groups![1].evaluations.lead).toBe('52101004');
    const [fromVolumes] = groups![4].measurements;
    expect(fromVolumes).toMatchObject({ code: '18043-0', unit: '%', derivation: 'Calculated' });
  }, 240_000);
});

describe('a secondary capture without chroma subsampling', () => {
  it('passes dciodvfy, and pydicom reads it in colour', async () => {
    const raw = { width: 100, height: 120, channels: 3 as const };
    const jpeg = await sharp(Buffer.alloc(100 * 120 * 3, Buffer.from([255, 0, 0])), { raw })
      .jpeg({ chromaSubsampling: '4:4:4' })
      .toBuffer();
    const [source] = sourcesForTests(1).values();
    const dataset = secondaryCapture(
      {
        frames: [jpeg, jpeg],
        Rows: raw.height,
        Columns: raw.width,
        frameTimeMs: 100,
        frameNumbers: [1, 3],
        date: new Date('2026-11-26T10:55:30Z'),
        model: 'test 1.0.0',
        softwareVersion: '0.1.0',
        derivation: 'Saliency.',
        remarks: ['For research use only.'],
      },
      source,
      series,
    );
    const file = encode(dataset, TransferSyntax.JPEGBaseline8Bit);
    if (hasDciodvfy) {
      await expect(dciodvfyErrors(file)).resolves.toEqual([]);
    }
    const python = await dicomPython();
    if (!python) {
      return;
    }
    const { shape } = await readBack(python, file);
    expect(shape).toEqual([2, 120, 100, 3]);
  }, 240_000);
});
