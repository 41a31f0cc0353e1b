import { describe, expect, it } from '@jest/globals';
import { measureSegmentedClip, type ClipFindings } from '@echonet/models';
import { compareEjectionFractions, measuredValues } from './measured';
import { foundSegmentation, outlinedFrame } from './testing';

const timesMs = Array.from({ length: 30 }, (_, i) => 50 * i);

function findingsOf(unit: 'cm' | 'pixel'): ClipFindings {
  return measureSegmentedClip(foundSegmentation.manifest, {
    frames: timesMs.map((_, frame) => outlinedFrame(frame, unit)),
    timesMs,
    ...(unit === 'cm' && { scale: { mmPerPixelX: 2, mmPerPixelY: 2 } }),
  });
}

const patient = { sex: 'male', ageYears: 50, bodySurfaceArea: 2 } as const;

describe('what contours measure', () => {
  it('is volumes, EF, LA, heart rate and MAPSE, with unit and interval', () => {
    const values = measuredValues(findingsOf('cm'), patient);
    expect(values.map(({ id, unit }) => `${id} ${unit}`)).toEqual([
      ...['EDV mL', 'ESV mL', 'EF %', 'LAVolume mL', 'LAIndex mL/m²', 'heartRate /min'],
      'MAPSE mm',
    ]);
    const [edv, esv, ef, la, index, heartRate] = values;
    expect(ef.value).toBeCloseTo(100 * (1 - esv.value / edv.value), 0);
    expect(ef.interval90).toEqual([ef.value - 10, ef.value + 10]);
    expect(index.value).toBeCloseTo(la.value / 2, 6);
    expect(esv.interval90).toBeUndefined();
    // 15 frames of 50 ms.
    expect(Math.abs(heartRate.value - 80)).toBeLessThan(8);
  });

  it('is fractions alone without a scale', () => {
    const values = measuredValues(findingsOf('pixel'), patient);
    expect(values.map(({ id, unit }) => `${id} ${unit}`)).toEqual([
      ...['EF %', 'heartRate /min', 'MAPSE %'],
    ]);
  });

  it('is withheld where the contours show what no heart has', () => {
    const findings: ClipFindings = {
      ...findingsOf('cm'),
      judgement: {
        grade: 'poor',
        reasons: [{ kind: 'impossible', what: 'volume', grade: 'poor' }],
      },
    };
    expect(measuredValues(findings, patient)).toEqual([]);
  });
});

describe('values that the reader typed', () => {
  it('stand in place of measured ones, and EF and index follow them', () => {
    const typed = new Map([
      ['EDV', 100],
      ['ESV', 45],
      ['LAVolume', 60],
    ] as const);
    const values = measuredValues(findingsOf('cm'), patient, typed);
    const valueOf = (id: string) => values.find((one) => one.id === id);
    expect(values.filter(({ typed }) => typed).map(({ id }) => id)).toEqual([
      ...['EDV', 'ESV', 'EF', 'LAVolume', 'LAIndex'],
    ]);
    expect(valueOf('EDV')).toMatchObject({ value: 100, unit: 'mL', edited: true });
    expect(valueOf('EDV')).not.toHaveProperty('interval90');
    expect(valueOf('EF')).toMatchObject({ unit: '%', edited: true });
    expect(valueOf('EF')?.value).toBeCloseTo(55, 9);
    expect(valueOf('LAIndex')).toMatchObject({ value: 30, edited: true });
    expect(valueOf('MAPSE')).not.toHaveProperty('edited');
  });

  it('are themselves where others would make them follow', () => {
    const typed = new Map([
      ['EDV', 100],
      ['EF', 33],
    ] as const);
    const values = measuredValues(findingsOf('cm'), patient, typed);
    expect(values.find(({ id }) => id === 'EF')).toMatchObject({ value: 33, edited: true });
  });

  it('leave EF to the contours where the other volume is unknown', () => {
    const values = measuredValues(findingsOf('pixel'), patient, new Map([['EDV', 100]]));
    expect(values.filter(({ typed }) => typed).map(({ id }) => id)).toEqual(['EDV']);
  });

  it('are the only values of contours that are not credible', () => {
    const findings: ClipFindings = {
      ...findingsOf('pixel'),
      judgement: { grade: 'poor', reasons: [] },
    };
    const typed = new Map([['EDV', 100]] as const);
    expect(measuredValues(findings, patient, typed).map(({ id, unit }) => [id, unit])).toEqual([
      ['EDV', 'mL'],
    ]);
  });
});

describe('measured and predicted ejection fraction', () => {
  const predicted = (mean: number, interval90?: readonly [number, number]) => ({
    EF: { mean, interval90, standardDeviation: 1, perFrame: [mean], notes: [] },
  });
  const measured = { value: 40, interval90: [28, 52] } as const;

  it.each([
    // Root of 12² + 16²: 20.
    [59, [43, 75], false],
    [61, [45, 77], true],
    [90, undefined, false],
  ] as const)('disagree beyond their intervals: %d', (mean, interval, disagrees) => {
    expect(compareEjectionFractions(measured, predicted(mean, interval))).toEqual({
      predicted: mean,
      interval90: interval,
      disagrees,
    });
  });

  it('are not compared where one is missing', () => {
    expect(compareEjectionFractions(undefined, predicted(60))).toBeUndefined();
    expect(compareEjectionFractions(measured, {})).toBeUndefined();
  });
});
