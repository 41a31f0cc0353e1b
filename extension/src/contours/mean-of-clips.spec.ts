import { describe, expect, it } from '@jest/globals';
import { meanOfClips } from './mean-of-clips';
import type { Measured } from './measured';

const ef = (value: number, more: Partial<Measured> = {}): Measured => ({
  ...{ id: 'EF', unit: '%', value },
  ...more,
});

describe('the mean of several clips', () => {
  it('is that of the values, with the interval of a single clip', () => {
    const clips = [
      [ef(50, { interval90: [40, 60] })],
      [ef(60, { interval90: [50, 70], edited: true })],
    ];
    expect(meanOfClips(clips)).toEqual([
      { ...{ id: 'EF', unit: '%', value: 55, clipCount: 2 }, interval90: [45, 65], edited: true },
    ]);
  });

  it('has no interval where a clip has none', () => {
    const [mean] = meanOfClips([[ef(50, { interval90: [40, 60] })], [ef(60)]]);
    expect(mean).toEqual({ id: 'EF', unit: '%', value: 55, clipCount: 2 });
  });

  it('is of measures that at least two clips have, in the same unit', () => {
    const mapse = (unit: string): Measured => ({ id: 'MAPSE', unit, value: 12 });
    expect(meanOfClips([[ef(50), mapse('mm')], [mapse('%')]])).toEqual([]);
    expect(meanOfClips([[ef(50)]])).toEqual([]);
    expect(meanOfClips([])).toEqual([]);
  });
});
