import { describe, expect, it } from '@jest/globals';
import { TransferSyntax, type NaturalizedDataset } from '@echonet/dicom';
import { readBack } from '../dicom/read-back';
import { reportManifest } from '../testing';
import { acceptedReport } from './accept-report';
import { earlierReports } from './earlier-reports';
import { automaticForTests, automaticMeasured as measured } from './testing';
import { readEarlierReport } from './read-report';
import { waitingReport } from './waiting-report';

/** As the archive gives it back. */
const automatic = () => stored(automaticForTests());

const acceptance = {
  date: new Date('2026-11-27T08:00:00Z'),
  reader: { personName: 'Moeller^Ada' },
  series: { seriesNumber: 8, seriesDescription: 'EchoNet results accepted' },
  deviceUid: '1.2.7',
};

const stored = (dataset: NaturalizedDataset) =>
  readBack(dataset, TransferSyntax.ExplicitVRLittleEndian);
const displaySetOf = (...instances: unknown[]) => ({
  displaySetInstanceUID: 'sr',
  Modality: 'SR',
  instances,
});

describe('an automatic report', () => {
  it('says in its description what was found, and in its content that nobody accepted it', () => {
    const report = automatic();
    const ef = Math.round(measured.results.find(({ id }) => id === 'EF')!.value);
    expect(report.SeriesDescription).toMatch(
      new RegExp(`^EchoNet read automatically: EF ${ef} %.*, 1 A4C`),
    );
    const read = readEarlierReport(report)!;
    expect(read.isAutomatic).toBe(true);
    expect(read.values.map(({ taskId, decision }) => [taskId, decision])).toEqual(
      reportManifest.tasks.map(({ id }) => [id, undefined]),
    );
    expect(read.values[0].unit).toBe('%');
    expect(read.measured.map(({ measure }) => measure)).toEqual(['EDV', 'EF']);
    expect(read.remarks.join(' ')).toContain('no person has checked it');
  });

  it('waits for a reader until a report follows it', () => {
    const waiting = automatic();
    const accepted = stored(acceptedReport(waiting, acceptance));
    const of = (...reports: unknown[]) =>
      waitingReport(earlierReports([displaySetOf(...reports)]))?.SOPInstanceUID;
    expect(of(waiting)).toBe('1.2.9');
    expect(of(waiting, accepted)).toBeUndefined();
    // Whatever the clocks of reader and service say.
    expect(of(waiting, { ...accepted, ContentDate: '20200101' })).toBeUndefined();
    expect(of()).toBeUndefined();
  });
});

describe('accepting an automatic report', () => {
  const before = automatic();
  const accepted = stored(acceptedReport(before, acceptance));
  const report = readEarlierReport(accepted)!;

  it('keeps every value and contour, now accepted by the reader', () => {
    const read = readEarlierReport(before)!;
    expect(report.values).toEqual(read.values.map((value) => ({ ...value, decision: 'accepted' })));
    expect(report.measured).toEqual(read.measured);
    expect(report.contours).toEqual(read.contours);
    expect(report.reader).toBe('Moeller^Ada');
    expect(report.isAutomatic).toBe(false);
    expect(report.modelSha256).toBe(read.modelSha256);
    expect(JSON.stringify(accepted.ContentSequence)).not.toContain('no person has checked it');
    expect(report.remarks.join(' ')).toContain('Read automatically (report 1.2.9)');
  });

  it('is a new report of the same patient and study that follows the automatic one', () => {
    expect(accepted).toMatchObject({
      PatientID: 'P 17',
      StudyInstanceUID: '1.2.3',
      SeriesNumber: 8,
      SeriesDescription: 'EchoNet results accepted',
      VerificationFlag: 'UNVERIFIED',
      ContentDate: '20261127',
      DeviceUID: '1.2.7',
    });
    expect(report.predecessors).toEqual(['1.2.9']);
    expect(accepted.SOPInstanceUID).not.toBe('1.2.9');
    expect(accepted.SeriesInstanceUID).not.toBe('1.2.8');
  });

  it('names nobody where nobody is logged in', () => {
    const { reader, values } = readEarlierReport(
      stored(acceptedReport(before, { ...acceptance, reader: undefined })),
    )!;
    expect(reader).toBe('');
    expect(values.every(({ decision }) => decision === 'accepted')).toBe(true);
  });

  it('takes coordinates that the archive gives by reference, once they are fetched', () => {
    const byReference = (value: unknown): unknown => {
      if (Array.isArray(value)) {
        return value.map(byReference);
      }
      if (typeof value !== 'object' || value === null) {
        return value;
      }
      const item = Object.fromEntries(
        Object.entries(value).map(([key, each]) => [key, byReference(each)]),
      );
      return Array.isArray(item.GraphicData)
        ? {
            ...item,
            GraphicData: {
              BulkDataURI: 'http://archive/1',
              Value: Float32Array.from(item.GraphicData as number[]).buffer,
            },
          }
        : item;
    };
    const fetched = stored(acceptedReport(byReference(before), acceptance));
    expect(readEarlierReport(fetched)!.contours).toEqual(report.contours);
  });

  it('refuses a report that the archive gives in part', () => {
    const [first, ...others] = before.ContentSequence as object[];
    const partial = {
      ...before,
      ContentSequence: [{ ...first, TextValue: { BulkDataURI: 'http://archive/1' } }, ...others],
    };
    expect(() => acceptedReport(partial, acceptance)).toThrow(/only in part/);
  });
});
