import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  codeItem,
  containerItem,
  DCM,
  LN,
  numericItem,
  rootContainer,
  software,
  textItem,
  TransferSyntax,
  ucum,
  uidReferenceItem,
  type NaturalizedDataset,
} from '@echonet/dicom';
import { modelHash } from '@echonet/models';
import type { DisplaySet } from '../../host/contracts';
import { readBack } from '../dicom/read-back';
import type { ReportSources } from '../report';
import { decisionCode, ownConcept } from '../sr/codes';
import { structuredReport } from '../sr/structured-report';
import {
  decisionForTests,
  measuredForTests,
  readingOfClips,
  reportForTests,
  reportManifest,
  sourcesForTests,
} from '../testing';
import { compareWith, isOfOtherClips } from './compare';
import { earlierReports } from './earlier-reports';
import { readEarlierReport } from './read-report';

/** As the archive gives it back. */
function stored(clipCount: number, sources: Partial<ReportSources> = {}): NaturalizedDataset {
  const dataset = structuredReport(
    reportForTests(clipCount, {
      date: new Date('2026-11-26T10:55:30Z'),
      decisions: new Map([
        ['EF', decisionForTests('accepted')],
        ['ESV', decisionForTests('rejected')],
      ]),
      ...sources,
    }),
    sourcesForTests(clipCount),
    { seriesNumber: 9, seriesDescription: 'EchoNet' },
  );
  return readBack(dataset, TransferSyntax.ExplicitVRLittleEndian);
}

const displaySet = (...instances: unknown[]): DisplaySet => ({
  displaySetInstanceUID: 'sr',
  Modality: 'SR',
  instances,
});

describe('an earlier report', () => {
  it('is read with values, intervals, decisions and the model', () => {
    const report = readEarlierReport(stored(1))!;
    expect(report).toMatchObject({
      model: 'Test model 1.0.0',
      modelSha256: modelHash(reportManifest),
      values: [
        { taskId: 'EF', value: 55.25, interval90: [44.25, 66.25], decision: 'accepted' },
        { taskId: 'lead', value: 0.75, decision: undefined },
        { taskId: 'EDV', value: 100, interval90: [75, 125] },
      ],
    });
    expect(report.time).toMatch(/^20261126\d{6}$/);
  });

  it('knows whether the current values are of the same clips', () => {
    const report = readEarlierReport(stored(2))!;
    expect(report.valuesOfClips).toEqual(['1.2.3.1', '1.2.3.2']);
    expect(isOfOtherClips(report, ['1.2.3.2', '1.2.3.1'])).toBe(false);
    expect(isOfOtherClips(report, ['1.2.3.1'])).toBe(true);
    expect(isOfOtherClips(report, ['1.2.3.1', '1.2.3.3'])).toBe(true);
    expect(isOfOtherClips({ ...report, valuesOfClips: [] }, ['1.2.3.1'])).toBe(false);
  });

  it('is read with the values of the patient, not of single clips', () => {
    const { values } = readEarlierReport(stored(2))!;
    expect(values.map(({ taskId }) => taskId)).toEqual(['EF', 'lead', 'EDV']);
    expect(values[0].value).toBe(55.3125);
  });

  it('is read with what was measured from contours, and who stored it', () => {
    const measured = measuredForTests(['EDV', 'EF', 'heartRate']);
    const reader = { personName: 'Moeller^Ada' };
    const report = readEarlierReport(stored(1, { measured: [measured], reader }))!;
    expect(report.reader).toBe('Moeller^Ada');
    expect(report.measured.map(({ measure, unit, origin }) => [measure, unit, origin])).toEqual([
      ['EDV', 'mL', 'contours'],
      ['EF', '%', 'contours'],
      ['heartRate', '/min', 'contours'],
    ]);
    expect(report.measured.map(({ ofClip }) => ofClip)).toEqual(Array(3).fill('1.2.3.1'));
    expect(report.measured[0].value).toBeCloseTo(measured.results[0].value, 4);
    const [{ SOPInstanceUID, modelSha256, contours, edits }] = report.contours;
    expect({ SOPInstanceUID, modelSha256, edits }).toEqual({
      SOPInstanceUID: '1.2.3.1',
      modelSha256: measured.model.sha256,
      edits: undefined,
    });
    expect(contours.map(({ structure, frameNumber }) => [structure, frameNumber])).toEqual(
      measured.contours
        .filter(({ structure }) => structure === 'LV')
        .map(({ structure, frameNumber }) => [structure, frameNumber]),
    );
  });

  it("is read with the reader's changes as they were", () => {
    const [{ outline }] = measuredForTests([]).contours;
    const controls = Array.from({ length: 11 }, (_, i) => 3 * i);
    const edits = {
      drawn: new Map([
        [3, { contour: { outline, controls }, isCarried: true }],
        [15, { contour: { outline, controls }, isCarried: false }],
      ]),
      moments: new Map([[0, { esFrame: 8 }]]),
      beats: [0],
      typed: new Map([
        ['LAVolume', 61],
        ['heartRate', 72],
      ] as const),
    };
    const measured = measuredForTests(['EF', 'LAVolume', 'heartRate'], { edits });
    const [read] = readEarlierReport(stored(1, { measured: [measured] }))!.contours;
    expect(read.edits).toMatchObject({
      moments: edits.moments,
      beats: edits.beats,
      typed: edits.typed,
    });
    expect([...read.edits!.drawn.keys()]).toEqual([3, 15]);
    for (const [frame, { contour, isCarried }] of read.edits!.drawn) {
      expect(isCarried).toBe(edits.drawn.get(frame)!.isCarried);
      expect(contour.controls).toEqual(controls);
      contour.outline.forEach((point, i) => {
        expect(point.x).toBeCloseTo(outline[i].x, 4);
        expect(point.y).toBeCloseTo(outline[i].y, 4);
      });
    }
  });

  it('is read in the form of before 0.3: a group for each result', () => {
    const group = (name: string, value: number) =>
      containerItem(DCM.MeasurementGroup, [
        textItem('HAS OBS CONTEXT', DCM.TrackingIdentifier, `EchoNet ${name}`),
        numericItem('CONTAINS', LN.LeftVentricularEjectionFractionByUS, {
          value,
          unit: ucum('%'),
        }),
        codeItem('CONTAINS', ownConcept.readerDecision, decisionCode.rejected),
      ]);
    const report = readEarlierReport({
      SOPInstanceUID: '1.2.9',
      ...rootContainer(DCM.ImagingMeasurementReport, [
        uidReferenceItem('HAS OBS CONTEXT', DCM.DeviceObserverUID, software.deviceUid),
        containerItem(DCM.ImagingMeasurements, [
          group('EF', 40),
          group('EF, from volumes', 41),
          group('EF, clip 1', 39),
        ]),
      ]),
    })!;
    expect(report.values).toEqual([
      { taskId: 'EF', value: 40, interval90: undefined, unit: '%', decision: 'rejected' },
    ]);
  });

  it('is found among reports of other software, newest first', () => {
    const older = stored(1, { date: new Date('2026-11-20T10:00:00Z') });
    const newer = stored(1);
    const foreign = { ...stored(1), ContentSequence: [{ ValueType: 'TEXT', TextValue: 'x' }] };
    const found = earlierReports([
      displaySet(older, foreign, null, 'damaged'),
      displaySet(newer),
      { displaySetInstanceUID: 'us', Modality: 'US', instances: [newer] },
    ]);
    expect(found.map(({ SOPInstanceUID }) => SOPInstanceUID)).toEqual([
      newer.SOPInstanceUID,
      older.SOPInstanceUID,
    ]);
  });

  it('is ignored where it is damaged in any way', () => {
    const whole = JSON.parse(JSON.stringify(stored(1))) as Record<string, unknown>;
    fc.assert(
      fc.property(fc.nat(), fc.anything(), (place, junk) => {
        const damaged = structuredClone(whole);
        let nodes: Record<string, unknown>[] = [damaged];
        const all: Record<string, unknown>[] = [];
        while (nodes.length > 0) {
          all.push(...nodes);
          nodes = nodes.flatMap((node) =>
            Object.values(node).filter(
              (child): child is Record<string, unknown> =>
                typeof child === 'object' && child !== null,
            ),
          );
        }
        const node = all[place % all.length];
        const keys = Object.keys(node);
        if (keys.length > 0) {
          node[keys[place % keys.length]] = junk;
        }
        expect(() => readEarlierReport(damaged)).not.toThrow();
      }),
      { numRuns: 200 },
    );
    expect(
      readEarlierReport({
        ...whole,
        ContentSequence: [{ MeasuredValueSequence: { NumericValue: { valueOf: 1, toString: 2 } } }],
      }),
    ).toBeUndefined();
    expect(readEarlierReport(undefined)).toBeUndefined();
    expect(readEarlierReport({ ContentSequence: 'text' })).toBeUndefined();
  });
});

describe('the comparison with an earlier report', () => {
  const earlier = readEarlierReport(stored(1))!;

  it('has the difference of each result', () => {
    const { prediction } = readingOfClips(2);
    const [ef] = compareWith(earlier, reportManifest.tasks, prediction);
    expect(ef).toMatchObject({ now: 55.3125, difference: 0.0625 });
  });

  it('has earlier values without current ones, only of tasks that the model still predicts', () => {
    const tasks = reportManifest.tasks.slice(0, 1);
    expect(compareWith(earlier, tasks, undefined)).toEqual([
      { task: tasks[0], earlier: earlier.values[0], now: undefined, difference: undefined },
    ]);
  });
});
