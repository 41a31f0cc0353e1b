import { describe, expect, it } from '@jest/globals';
import type { BeatMeasures } from '../measures/measure-clip';
import { clipValues } from './clip-values';

const measures: BeatMeasures = {
  unit: 'cm',
  edVolume: 100,
  esVolume: 4,
  efPercent: 96,
  areaChangePercent: 80,
  edLength: 8,
  esLength: 6,
  atrium: { unit: 'cm', area: 15, length: 5, volumeDisks: 35, volumeAreaLength: 38 },
  mapse: { unit: 'cm', excursion: 1.2, percentOfLength: 15 },
};
const within = (scale: 'absolute' | 'logarithmic', halfWidth: number) => ({
  unit: '',
  interval90: { scale, halfWidth },
  metrics: {},
});

/** A clip that shows the whole beat, and the whole heart. */
const whole = { notShown: [], isAtriumCut: false };

describe('clipValues', () => {
  it('gives intervals on the scale that the model was calibrated on', () => {
    const calibrations = {
      EDV: within('logarithmic', Math.log(2)),
      LAVolume: within('absolute', 10),
    };
    const values = clipValues(measures, calibrations, whole);
    expect(values.EDV?.interval90?.[0]).toBeCloseTo(50, 9);
    expect(values.EDV?.interval90?.[1]).toBeCloseTo(200, 9);
    expect(values.LAVolume).toEqual({ value: 38, unit: 'mL', interval90: [28, 48] });
    expect(values.EF).toEqual({ value: 96, unit: '%' });
  });

  it('cuts intervals to what can occur', () => {
    const calibrations = { ESV: within('absolute', 10), EF: within('absolute', 10) };
    const values = clipValues(measures, calibrations, whole);
    expect(values.ESV?.interval90).toEqual([0, 14]);
    expect(values.EF?.interval90).toEqual([86, 100]);
  });

  it('knows the ejection fraction alone without a scale', () => {
    expect(clipValues({ ...measures, unit: 'pixel' }, {}, whole)).toEqual({
      EF: { value: 96, unit: '%' },
    });
  });

  it('leaves out what the clip does not show', () => {
    const of = (...notShown: ('ED' | 'ES')[]) =>
      Object.keys(clipValues(measures, {}, { ...whole, notShown }));
    expect(of('ED')).toEqual(['ESV', 'LAVolume']);
    expect(of('ES')).toEqual(['EDV']);
    expect(of('ED', 'ES')).toEqual([]);
  });

  it('marks the volume of an atrium that the sector cuts off as a lower limit', () => {
    const values = Object.entries(clipValues(measures, {}, { ...whole, isAtriumCut: true }));
    expect(values.flatMap(([id, { isLowerLimit }]) => (isLowerLimit ? id : []))).toEqual([
      'LAVolume',
    ]);
  });
});
