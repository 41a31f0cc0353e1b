import { describe, expect, it } from '@jest/globals';
import { meanOfClips, pooledMeasured } from './mean-of-clips';
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
      {
        ...{ id: 'EF', unit: '%', value: 55, ofClips: [0, 1] },
        interval90: [45, 65],
        edited: true,
      },
    ]);
  });

  it('has no interval where a clip has none', () => {
    const [mean] = meanOfClips([[ef(50, { interval90: [40, 60] })], [ef(60)]]);
    expect(mean).toEqual({ id: 'EF', unit: '%', value: 55, ofClips: [0, 1] });
  });

  it('is of the left ventricle in the same clips, those with both volumes and EF', () => {
    const volume = (id: 'EDV' | 'ESV', value: number): Measured => ({ id, unit: 'mL', value });
    const clips = [
      [volume('EDV', 100), volume('ESV', 40), ef(60)],
      [ef(30)],
      [volume('EDV', 140), volume('ESV', 70), ef(50)],
      [volume('EDV', 300)],
    ];
    expect(meanOfClips(clips).map(({ id, value, ofClips }) => [id, value, ofClips])).toEqual([
      ['EDV', 120, [0, 2]],
      ['ESV', 55, [0, 2]],
      ['EF', 55, [0, 2]],
    ]);
    expect(meanOfClips(clips.slice(0, 2))).toEqual([]);
    expect(pooledMeasured(clips.slice(0, 2)).map(({ id, value }) => [id, value])).toEqual([
      ['EDV', 100],
      ['ESV', 40],
      ['EF', 60],
    ]);
  });

  it('is typed where every value is', () => {
    const typed = (value: number) => ef(value, { edited: true, typed: true });
    expect(meanOfClips([[typed(50)], [typed(60)]])[0].typed).toBe(true);
    expect(meanOfClips([[typed(50)], [ef(60)]])[0].typed).toBeUndefined();
  });

  it('is of measures that at least two clips have, in the same unit', () => {
    const mapse = (unit: string): Measured => ({ id: 'MAPSE', unit, value: 12 });
    expect(meanOfClips([[ef(50), mapse('mm')], [mapse('%')]])).toEqual([]);
    expect(meanOfClips([[ef(50)]])).toEqual([]);
    expect(meanOfClips([])).toEqual([]);
  });
});
