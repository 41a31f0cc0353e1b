import { describe, expect, it } from '@jest/globals';
import { bootstrapByPatient } from './bootstrap';
import reference from './reference/reference.json';
import { rocBand } from './roc-band';
import { mean } from './summary';

const { values, interval: expected } = reference.bootstrap;
const patientIds = values.map((_, index) => `patient ${index}`);
const meanOf = (clips: readonly number[]) => [mean(clips.map((index) => values[index]))];

describe('bootstrapByPatient', () => {
  it("is close to SciPy's interval for one clip per patient", () => {
    const [interval] = bootstrapByPatient(patientIds, meanOf, { resamples: 10_000, seed: 1 });
    const width = expected[1] - expected[0];
    expect(Math.abs(interval!.low - expected[0])).toBeLessThan(0.03 * width);
    expect(Math.abs(interval!.high - expected[1])).toBeLessThan(0.03 * width);
  });

  it('depends on the seed alone', () => {
    const run = (seed: number) => bootstrapByPatient(patientIds, meanOf, { resamples: 200, seed });
    expect(run(5)).toEqual(run(5));
    expect(run(5)).not.toEqual(run(6));
  });

  it('draws all clips of a patient together', () => {
    const ids = ['a', 'b', 'a', 'c', 'a'];
    bootstrapByPatient(
      ids,
      (clips) => {
        const times = (clip: number) => clips.filter((index) => index === clip).length;
        expect(times(2)).toBe(times(0));
        expect(times(4)).toBe(times(0));
        expect(times(0) + times(1) + times(3)).toBe(3);
        return [0];
      },
      { resamples: 50, seed: 2 },
    );
  });

  it('is not narrowed by duplicated clips', () => {
    const twice = bootstrapByPatient(
      [...patientIds, ...patientIds],
      (clips) => [mean(clips.map((index) => values[index % values.length]))],
      { resamples: 500, seed: 3 },
    );
    const once = bootstrapByPatient(patientIds, meanOf, { resamples: 500, seed: 3 });
    expect(twice[0]!.low).toBeCloseTo(once[0]!.low, 10);
    expect(twice[0]!.high).toBeCloseTo(once[0]!.high, 10);
  });

  it('gives no interval for a statistic that is undefined in many resamples', () => {
    const hasFirst = (clips: readonly number[]) => [clips.includes(0) ? 1 : NaN, 2];
    const intervals = bootstrapByPatient(['a', 'b'], hasFirst, { resamples: 100, seed: 4 });
    expect(intervals).toEqual([undefined, { low: 2, high: 2 }]);
  });
});

describe('rocBand', () => {
  it('lies around the curve, from corner to corner', () => {
    const { truth, scores } = reference.classification;
    const patients = truth.map((_, index) => `patient ${index >> 1}`);
    const band = rocBand(truth, scores, patients, { resamples: 200, seed: 1 });
    expect(band).toHaveLength(101);
    expect(band.at(-1)).toEqual({ falsePositiveRate: 1, low: 1, high: 1 });
    for (const { low, high } of band) {
      expect(low).toBeLessThanOrEqual(high);
    }
    const middle = band[20];
    expect(middle.high - middle.low).toBeGreaterThan(0.05);
    expect(middle.high - middle.low).toBeLessThan(0.5);
  });

  it('is empty unless both classes are present', () => {
    expect(rocBand([1, 1], [0.2, 0.4], ['a', 'b'], { resamples: 20, seed: 1 })).toEqual([]);
  });
});
