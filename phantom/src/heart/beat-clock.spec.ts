import { describe, expect, it } from '@jest/globals';
import { randomStream } from '@echonet/models/random';
import { beatClock } from './beat-clock';

const patient = (heartRate: number, variation: number, atrialFibrillation = false) => ({
  sex: 'F' as const,
  rhythm: { heartRate, variation, atrialFibrillation },
});

/** Times between the ends of beats in the first two minutes, ms. */
function beats(clock: (ms: number) => number): number[] {
  const ends: number[] = [];
  for (let ms = 1; ms < 120_000; ms++) {
    if (clock(ms) < clock(ms - 1)) {
      ends.push(ms);
    }
  }
  return ends.slice(1).map((end, i) => end - ends[i]);
}
const mean = (values: number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
const spread = (values: number[]): number =>
  Math.sqrt(mean(values.map((value) => (value - mean(values)) ** 2)));

describe('a beating heart in time', () => {
  it.each([
    [50, 0.03, false],
    [75, 0.03, false],
    [110, 0.15, true],
  ])('beats %d times a minute, unevenly by %d', (rate, variation, fibrillation) => {
    const lengths = beats(beatClock(patient(rate, variation, fibrillation), randomStream(rate)));
    expect(Math.abs(mean(lengths) / (60_000 / rate) - 1)).toBeLessThan(0.04);
    expect(Math.abs(spread(lengths) / mean(lengths) / variation - 1)).toBeLessThan(0.35);
  });

  it('has phases from 0 to 1, the same for the same times in any order', () => {
    const times = Array.from({ length: 300 }, (_, i) => i * 33);
    const forwards = beatClock(patient(70, 0.1, true), randomStream('clock'));
    const phases = times.map(forwards);
    for (const phase of phases) {
      expect(phase).toBeGreaterThanOrEqual(0);
      expect(phase).toBeLessThan(1);
    }
    const backwards = beatClock(patient(70, 0.1, true), randomStream('clock'));
    expect([...times].reverse().map(backwards).reverse()).toEqual(phases);
  });

  it('takes more of the beat for systole when it is fast', () => {
    const systolicShare = (rate: number): number => {
      const clock = beatClock(patient(rate, 0.02), randomStream('share', rate));
      const phases = Array.from({ length: 5000 }, (_, i) => clock(10 * i));
      return phases.filter((phase) => phase < 0.36).length / phases.length;
    };
    // 549 - 2.0 HR ms of 60,000 / HR ms: 0.37 at 50 and 0.55 at most at 110 beats a minute.
    expect(systolicShare(50)).toBeCloseTo(0.37, 1);
    expect(systolicShare(110)).toBeGreaterThan(systolicShare(50) + 0.1);
  });
});
