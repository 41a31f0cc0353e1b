import { beforeAll, describe, expect } from '@jest/globals';
import sharp from 'sharp';
import { implementationClassUid, TransferSyntax } from '@echonet/dicom';
import { encodePart10 } from '@echonet/dicom/part10';
import {
  encapsulatedPdf,
  fourChamberView,
  measuredForTests,
  pdfForTests,
  readingOfClips,
  reportForTests,
  sourcesForTests,
} from '@echonet/ohif-extension/testing';
import {
  dciodvfyErrors,
  encapsulatedDocument,
  hasDciodvfy,
  hasDcm2pdf,
  hasPixelMed,
  pixelMedIodErrors,
} from '../support/dicom-checks';
import { itWith } from '../support/it-with';
import { hasPdftotext, pdfPages } from '../support/pdf-checks';

/** A patient's name in Latin, Greek and Japanese letters, two clips with what was accepted of them. */
describe('a report as PDF', () => {
  const measures = ['EDV', 'ESV', 'EF', 'LAVolume', 'LAIndex', 'heartRate', 'MAPSE'] as const;
  const report = reportForTests(2, {
    reader: { personName: 'Møller^Ada' },
    patient: { sex: 'female' },
    reading: readingOfClips(2, {}, fourChamberView),
    measured: [measuredForTests(measures), measuredForTests(measures, { number: 2 })],
  });
  const sources = sourcesForTests(2);
  let pdf: Uint8Array;
  let file: Uint8Array;

  beforeAll(async () => {
    const frame = { width: 80, height: 70, channels: 3, background: '#404040' } as const;
    const jpeg = new Uint8Array(await sharp({ create: frame }).jpeg().toBuffer());
    pdf = pdfForTests(report, { language: 'de', jpeg });
    file = new Uint8Array(
      encodePart10(
        encapsulatedPdf(
          {
            pdf,
            title: 'Echolabor (VORLÄUFIG)',
            date: report.date,
            models: 'test 1.0.0',
            softwareVersion: report.softwareVersion,
          },
          [...sources.values()],
          { seriesNumber: 9, seriesDescription: 'EchoNet PDF' },
          '2.25.99',
        ),
        {
          TransferSyntaxUID: TransferSyntax.ExplicitVRLittleEndian,
          ImplementationClassUID: implementationClassUid.plugin,
        },
      ),
    );
  });

  itWith(hasPdftotext)(
    "is read by poppler with what it says, and the patient's name on every page",
    async () => {
      const pages = await pdfPages(pdf);
      expect(pages.length).toBeGreaterThan(1);
      pages.forEach((page, index) => {
        // What no font of the PDF has is written as its code points without a browser.
        expect(page).toContain('Meier, Änna ([U+5C71][U+7530]) · P 17 · 26.11.2026 · A1');
        expect(page).toContain(`Seite ${index + 1} von ${pages.length}`);
        expect(page).toContain('Nur für die Forschung. Nicht zur Diagnose.');
      });
      const text = pages.join('\n').replace(/\s+/g, ' ');
      expect(text).toContain('VORLÄUFIG');
      expect(text).toContain('Werte angenommen von Møller, Ada');
      expect(text).toMatch(
        /Linker Ventrikel: Enddiastolisches Volumen 67 mL \(90-%-Intervall 55 bis 82 mL\), normal\./,
      );
      expect(text).toMatch(/Mittel aus 2 Clips, aus Konturen gemessen/);
      expect(text).toContain(report.modelHash.slice(0, 16));
    },
  );

  itWith(hasDciodvfy)('passes dciodvfy without an error', async () => {
    await expect(dciodvfyErrors(file)).resolves.toEqual([]);
  });

  itWith(hasPixelMed)(
    "passes PixelMed's validator of IODs without an error",
    async () => {
      await expect(pixelMedIodErrors(file)).resolves.toEqual([]);
    },
    480_000,
  );

  itWith(hasDcm2pdf)('comes out of the DICOM file as it went in, by dcmtk', async () => {
    await expect(encapsulatedDocument(file)).resolves.toEqual(pdf);
  });
});
