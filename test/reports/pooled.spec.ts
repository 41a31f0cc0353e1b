import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { implementationClassUid, TransferSyntax, type NaturalizedDataset } from '@echonet/dicom';
import { encodePart10 } from '@echonet/dicom/part10';
import {
  decisionForTests,
  fourChamberView,
  measuredForTests,
  readingOfClips,
  reportForTests,
  secondaryCapture,
  sourcesForTests,
  structuredReport,
} from '@echonet/ohif-extension/testing';
import {
  dciodvfyErrors,
  dicomPython,
  dsrdumpProblems,
  hasDciodvfy,
  hasDsrdump,
  hasPixelMed,
  pixelMedErrors,
  readBack,
} from '../support/dicom-checks';
import { itWith } from '../support/it-with';

const encode = (dataset: NaturalizedDataset, TransferSyntaxUID: string) =>
  new Uint8Array(
    encodePart10(dataset, {
      TransferSyntaxUID,
      ImplementationClassUID: implementationClassUid.plugin,
    }),
  );

const series = { seriesNumber: 9, seriesDescription: 'EchoNet' };

/** A contour that the reader drew in frame 4, a moved end-systole, a typed volume and heart rate. */
const edits = {
  drawn: new Map([
    [
      3,
      {
        contour: {
          outline: measuredForTests([]).contours[0].outline,
          controls: Array.from({ length: 11 }, (_, i) => 3 * i),
        },
        isCarried: true,
      },
    ],
  ]),
  moments: new Map([[0, { esFrame: 8 }]]),
  typed: new Map([
    ['LAVolume', 61],
    ['heartRate', 72],
  ] as const),
};

/** Beside the browser test: several clips, and a patient's name in other character sets. */
describe('a report on two clips', () => {
  const reader = { personName: 'Møller^Ada', loginName: 'amoeller' };
  const measures = ['EDV', 'ESV', 'EF', 'LAVolume', 'LAIndex', 'heartRate', 'MAPSE'] as const;
  const report = reportForTests(2, {
    reader,
    reading: readingOfClips(2, {}, fourChamberView),
    measured: [measuredForTests(measures, { edits }), measuredForTests(measures, { number: 2 })],
    decisions: new Map([['EF', { ...decisionForTests('accepted'), reader }]]),
  });
  const place = { StudyInstanceUID: '1.2.3', SeriesInstanceUID: '1.2.3.50' };
  const capture = '1.2.840.10008.5.1.4.1.1.7.4';
  const file = encode(
    structuredReport(report, sourcesForTests(2), series, {
      deviceUid: '2.25.99',
      predecessors: [
        { ...place, SOPClassUID: '1.2.840.10008.5.1.4.1.1.88.34', SOPInstanceUID: '1.5' },
      ],
      explanations: [{ ...place, SOPClassUID: capture, SOPInstanceUID: '1.6', ofClip: '1.2.3.1' }],
    }),
    TransferSyntax.ExplicitVRLittleEndian,
  );

  itWith(hasDciodvfy)('passes dciodvfy without an error', async () => {
    await expect(dciodvfyErrors(file)).resolves.toEqual([]);
  });

  itWith(hasDsrdump)('is read by dcmtk without a warning', async () => {
    await expect(dsrdumpProblems(file)).resolves.toEqual([]);
  });

  itWith(hasPixelMed)(
    "passes PixelMed's validator of templates without an error",
    async () => {
      await expect(pixelMedErrors(file)).resolves.toEqual([]);
      // Java compiles six megabytes of rules first.
    },
    480_000,
  );

  it('is read by highdicom with the contours, the result of both clips and that of each', async () => {
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
    expect(groups?.map(({ tracking, measurements }) => [tracking, measurements.length])).toEqual([
      ['EchoNet LV contour, ED, clip 1', 1],
      ['EchoNet LV contour, ES, clip 1', 3],
      ['EchoNet LA contour, ES, clip 1', 0],
      ['EchoNet LV contour, frame 4, clip 1', 0],
      ['EchoNet typed values, clip 1', 3],
      ['EchoNet LV contour, ED, clip 2', 1],
      ['EchoNet LV contour, ES, clip 2', 3],
      ['EchoNet LA contour, ES, clip 2', 2],
      ['EchoNet predictions', 4],
      ['EchoNet predictions, clip 1', 4],
      ['EchoNet predictions, clip 2', 4],
    ]);
    const regions = groups!.map(({ regions: cited }) => cited.map(([, uid]) => uid));
    expect(regions[8]).toEqual(['1.2.3.1', '1.2.3.2']);
    expect(regions[10]).toEqual(['1.2.3.2']);
    expect(groups![0]).toMatchObject({
      findingSites: ['87878005'],
      measurements: [{ code: '79999-9', unit: 'mL', derivation: 'Median' }],
      evaluations: { 'contour-origin': 'by-software' },
    });
    expect(groups![8].evaluations['360129009']).toBe('52101004');
    expect(groups![8].measurements[0]).toMatchObject({
      code: '18043-0',
      unit: '%',
      derivation: 'Estimated',
    });
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
