import { describe, expect, it } from '@jest/globals';
import { measurePhantom } from './phantom-clip-measures';

describe('measures of simulated patients', () => {
  it.each([0, 1])('finds EF, volumes and the rate of patient %i in its exact masks', (index) => {
    const clip = { seconds: 1.9, frameTimeMs: 55, step: 3 };
    const { measures, planeEf, truth } = measurePhantom({ seed: 1, index }, clip);
    expect(measures.beats.kind).toBe('whole beats');
    const found = measures.measures;
    if (!found) {
      throw new Error('no beat was measured');
    }
    expect(Math.abs(found.efPercent - planeEf)).toBeLessThan(3);
    // The plane runs beside the long axis, where the cavity closes more than in the middle.
    expect(Math.abs(found.efPercent - truth.EF)).toBeLessThan(5);
    expect(Math.abs(found.edVolume / truth.EDV - 1)).toBeLessThan(0.1);
    expect(Math.abs(found.esVolume / truth.ESV - 1)).toBeLessThan(0.2);
    expect(found.mapse.excursion).toBeGreaterThan(0);
    expect(Math.abs((found.atrium?.volumeAreaLength ?? 0) / truth.LAVolume - 1)).toBeLessThan(0.25);
  });
});
