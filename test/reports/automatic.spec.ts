import { beforeAll, describe, expect, it } from '@jest/globals';
import { implementationClassUid, type NaturalizedDataset } from '@echonet/dicom';
import { encodePart10 } from '@echonet/dicom/part10';
import { automaticHeader, automaticReadingForTests } from '@echonet/ohif-extension/testing';
import { captureObject, pdfObject } from '@echonet/training/testing';
import {
  dciodvfyErrors,
  dicomPython,
  encapsulatedDocument,
  hasDciodvfy,
  hasDcm2pdf,
  hasPixelMed,
  pixelMedIodErrors,
  readBack,
} from '../support/dicom-checks';
import { itWith } from '../support/it-with';
import { hasPdftotext, pdfPages } from '../support/pdf-checks';

const place = { SOPInstanceUID: '1.2.9.1', SeriesInstanceUID: '1.2.8.1', seriesNumber: 8 };
const size = { Rows: 70, Columns: 80 };

/** What a service stores beside its structured report. */
describe('objects of a study that was read automatically', () => {
  const reading = automaticReadingForTests();
  const frame = { ...size, data: new Uint8Array(3 * 70 * 80).fill(90) };
  const numbers = Array.from({ length: 30 }, (_, i) => i + 1);
  const shown = {
    reading,
    headers: [automaticHeader],
    frames: new Map([['1.2.3.1', new Map(numbers.map((number) => [number, frame] as const))]]),
  };
  let pdf: Uint8Array;
  let capture: Uint8Array;
  beforeAll(async () => {
    const encoded = (object: { dataset: NaturalizedDataset; transferSyntaxUID: string }) =>
      new Uint8Array(
        encodePart10(object.dataset, {
          TransferSyntaxUID: object.transferSyntaxUID,
          ImplementationClassUID: implementationClassUid.training,
        }),
      );
    pdf = encoded((await pdfObject(shown, place))!);
    capture = encoded((await captureObject(shown, '1.2.3.1', place))!);
  });

  itWith(hasDciodvfy)('pass dciodvfy without an error', async () => {
    await expect(dciodvfyErrors(pdf)).resolves.toEqual([]);
    await expect(dciodvfyErrors(capture)).resolves.toEqual([]);
  });

  itWith(hasPixelMed)(
    "pass PixelMed's validator of IODs without an error",
    async () => {
      await expect(pixelMedIodErrors(pdf)).resolves.toEqual([]);
    },
    480_000,
  );

  itWith(hasDcm2pdf && hasPdftotext)(
    'are a PDF that says on every page that no person has checked it',
    async () => {
      const pages = await pdfPages(await encapsulatedDocument(pdf));
      expect(pages.length).toBeGreaterThan(0);
      for (const page of pages) {
        expect(page).toContain('no person has checked it');
        expect(page).toContain('research use only. Not for diagnosis.');
      }
      const text = pages.join('\n').replace(/\s+/g, ' ');
      expect(text).toContain('UNREAD, PRELIMINARY');
      expect(text).toContain('Contour: LV (solid line)');
    },
  );

  it('are a capture of both moments, whose text below the image pydicom sees', async () => {
    const python = await dicomPython();
    if (!python) {
      return;
    }
    const { shape, edgeMeans, studyUid } = await readBack(python, capture);
    expect(studyUid).toBe(automaticHeader.StudyInstanceUID);
    expect(shape?.[0]).toBe(2);
    expect(shape?.[3]).toBe(3);
    edgeMeans?.forEach((mean) => expect(mean).toBeGreaterThan(5));
  }, 240_000);
});
