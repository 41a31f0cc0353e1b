import { describe, expect, it, jest } from '@jest/globals';
import { TransferSyntax, type NaturalizedDataset } from '@echonet/dicom';
import type { DisplaySet } from '../../host/contracts';
import { readBack } from '../dicom/read-back';
import { structuredReport } from '../sr/structured-report';
import { measuredForTests, reportForTests, sourcesForTests } from '../testing';
import { BulkCoordinates } from './bulk-coordinates';
import { readEarlierReport } from './read-report';

const measured = [
  measuredForTests(['EF', 'EDV'], { edits: { moments: new Map([[0, { esFrame: 8 }]]) } }),
];
const inline = () =>
  readBack(
    structuredReport(reportForTests(1, { measured }), sourcesForTests(1), {
      seriesNumber: 9,
      seriesDescription: 'EchoNet',
    }),
    TransferSyntax.ExplicitVRLittleEndian,
  );

/** The report with Graphic Data by reference, as an archive gives it and OHIF prepares it. */
function byReference(fetch: (bytes: ArrayBuffer) => Promise<ArrayBuffer>): {
  report: NaturalizedDataset;
  count: number;
} {
  const report = inline();
  let count = 0;
  const visit = (item: Record<string, unknown>) => {
    if (Array.isArray(item.GraphicData)) {
      const floats = Float32Array.from(item.GraphicData as number[]);
      count++;
      item.GraphicData = {
        BulkDataURI: `http://archive/bulk/${count}`,
        retrieveBulkData: () => fetch(floats.buffer),
      };
    }
    ((item.ContentSequence ?? []) as Record<string, unknown>[]).forEach(visit);
  };
  visit(report);
  return { report, count };
}

const displaySet = (instance: unknown): DisplaySet => ({
  displaySetInstanceUID: 'sr',
  Modality: 'SR',
  instances: [instance],
});
const contoursOf = (report: unknown) => readEarlierReport(report)!.contours;

describe('contours of a stored report that the archive gives by reference', () => {
  it('are read as those within the report, once the host has fetched them', async () => {
    const fetch = jest.fn((bytes: ArrayBuffer) => Promise.resolve(bytes));
    const { report, count } = byReference(fetch);
    expect(count).toBeGreaterThan(3);
    const coordinates = new BulkCoordinates();
    await new Promise<void>((resolve) => {
      expect(coordinates.areThere([displaySet(report)], resolve)).toBe(false);
    });
    expect(coordinates.areThere([displaySet(report)], () => undefined)).toBe(true);
    expect(fetch).toHaveBeenCalledTimes(count);
    expect(contoursOf(report)).toEqual(contoursOf(inline()));
    expect(contoursOf(report)[0].edits?.moments.size).toBe(1);
  });

  it('that never arrive are not waited for', async () => {
    jest.useFakeTimers();
    const warn = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
    const { report, count } = byReference(() => new Promise(() => undefined));
    const coordinates = new BulkCoordinates();
    const ended = jest.fn();
    expect(coordinates.areThere([displaySet(report)], ended)).toBe(false);
    await jest.advanceTimersByTimeAsync(30_000);
    expect(ended).toHaveBeenCalledTimes(1);
    expect(coordinates.areThere([displaySet(report)], ended)).toBe(true);
    expect(warn).toHaveBeenCalledTimes(count);
    warn.mockRestore();
    jest.useRealTimers();
  });

  it('that cannot be fetched take the changes with them that need them, and are not asked for again', async () => {
    const warn = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
    const fetch = jest.fn(() => Promise.reject(new Error('HTTP 401')));
    const { report, count } = byReference(fetch);
    const coordinates = new BulkCoordinates();
    await new Promise<void>((resolve) => coordinates.areThere([displaySet(report)], resolve));
    expect(coordinates.areThere([displaySet(report)], () => undefined)).toBe(true);
    expect(fetch).toHaveBeenCalledTimes(count);
    expect(contoursOf(report)).toMatchObject([{ SOPInstanceUID: '1.2.3.1', contours: [] }]);
    expect(contoursOf(report)[0].edits).toBeUndefined();
    expect(readEarlierReport(report)!.measured.map(({ measure }) => measure)).toEqual([
      'EDV',
      'EF',
    ]);
    warn.mockRestore();
  });

  it('are waited for only where there are any', () => {
    const coordinates = new BulkCoordinates();
    const instances = [inline(), {}, null, 'damaged'];
    expect(coordinates.areThere(instances.map(displaySet), () => undefined)).toBe(true);
  });
});
