import { describe, expect, it } from '@jest/globals';
import { en } from '../strings/en';
import { automaticPdf } from './automatic-pdf';
import { reportOfReading } from './automatic-reading';
import { automaticHeader, automaticReadingForTests } from './earlier/testing';
import { storedExplanations } from './explanations';
import { describeReport } from './pdf/describe-report';
import { automaticCapture } from './automatic-capture';

const place = { SOPInstanceUID: '1.2.9.1', SeriesInstanceUID: '1.2.8.1', seriesNumber: 8 };
const reading = automaticReadingForTests();

describe('the document of an automatic reading', () => {
  const document = describeReport({
    report: reportOfReading(reading),
    strings: en,
    heading: 'EchoNet',
    keyFrames: [],
  });
  const text = JSON.stringify(document);

  it('says on every page that no person has checked it, and names no reader', () => {
    expect(document.badge).toBe('UNREAD, PRELIMINARY');
    expect(document.notice).toMatch(/research use only\..*no person has checked it\.$/);
    expect(text).toMatch(/no reader has accepted any of these values/);
    expect(text).not.toMatch(/Values accepted by|Findings/);
  });

  it('lists what was measured and predicted with its interval, but no trait of the patient', () => {
    const table = document.blocks.find(
      (block) =>
        block.kind === 'table' && block.columns[1].title === en.reportDocument.columns.value,
    );
    const rows = table?.kind === 'table' ? table.rows.map((row) => row[0].text) : [];
    expect(rows.filter((name) => /ejection fraction/i.test(name)).length).toBeGreaterThan(0);
    expect(text).toContain(en.reportDocument.measured);
    expect(text).toContain(en.reportDocument.predicted);
    expect(rows).not.toContain('Age');
  });
});

describe('the objects of an automatic reading', () => {
  it('are an unverified PDF in a series that says how it came about', async () => {
    const asked: unknown[] = [];
    const dataset = await automaticPdf({
      ...{ reading, headers: [automaticHeader], ...place },
      draw(frame) {
        asked.push(frame);
        return Promise.resolve(undefined);
      },
    });
    expect(dataset).toMatchObject({
      ...{ SOPInstanceUID: '1.2.9.1', SeriesInstanceUID: '1.2.8.1', SeriesNumber: 8 },
      SeriesDescription: 'EchoNet read automatically: PDF',
      Modality: 'DOC',
      VerificationFlag: 'UNVERIFIED',
      DocumentTitle: 'EchoNet, read automatically (PRELIMINARY)',
      PatientID: automaticHeader.PatientID,
    });
    // End-diastole and end-systole.
    expect(asked).toHaveLength(2);
  });

  it('are a PDF in the language that is asked for', async () => {
    const dataset = await automaticPdf({
      ...{ reading, headers: [automaticHeader], ...place, language: 'de' },
      draw: () => Promise.resolve(undefined),
    });
    expect(dataset).toMatchObject({
      DocumentTitle: 'EchoNet, automatisch ausgewertet (VORLÄUFIG)',
      SeriesDescription: 'EchoNet read automatically: PDF',
    });
  });

  it('are no PDF where nothing is left to report', async () => {
    const [clip] = reading.clips;
    const empty = { ...reading, clips: [{ ...clip, prediction: {}, contours: undefined }] };
    const parts = { headers: [automaticHeader], ...place };
    const draw = () => Promise.resolve(undefined);
    expect(await automaticPdf({ ...parts, reading: empty, draw })).toBeUndefined();
  });

  it('are captures that no report takes for an explanation of its values', () => {
    const capture = automaticCapture({
      ...{ reading, header: automaticHeader, ...place, number: 1 },
      ...{ frames: [Uint8Array.of(0xff, 0xd8), Uint8Array.of(0xff, 0xd8)], Rows: 10, Columns: 10 },
      frameNumbers: [2, 5],
    });
    expect(capture).toMatchObject({
      SeriesDescription: 'EchoNet read automatically: contours',
      ImageComments: expect.stringMatching(/no person has checked it/i),
      DerivationDescription: expect.stringMatching(/no reader has checked them/),
    });
    const shown = (instance: unknown) =>
      storedExplanations([{ displaySetInstanceUID: '1', Modality: 'OT', instances: [instance] }]);
    expect(shown(capture)).toEqual([]);
    expect(shown({ ...capture, SeriesDescription: 'EchoNet saliency EF' })).toHaveLength(1);
  });
});
