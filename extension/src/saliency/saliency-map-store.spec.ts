import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  type MapSeries,
  nearestSampledFrame,
  SaliencyMapStore,
  sampledFrameOf,
} from './saliency-map-store';

const map = (value: number) => Uint8ClampedArray.of(value);
const series = (SOPInstanceUID: string, change: Partial<MapSeries> = {}): MapSeries => ({
  SOPInstanceUID,
  taskId: 'EF',
  method: 'smoothGrad',
  samples: 10,
  ...change,
});

describe('the saliency map store', () => {
  it('separates clips, tasks, methods and numbers of samples', () => {
    const maps = new SaliencyMapStore();
    const all = [
      series('clip'),
      series('clip', { taskId: 'ESV' }),
      series('clip', { method: 'integratedGradients' }),
      series('clip', { samples: 50 }),
    ];
    all.forEach((one, i) => maps.add(one, 3, map(i)));
    expect(all.map((one) => maps.of(one).get(3)?.[0])).toEqual([0, 1, 2, 3]);
    expect(maps.of(series('other')).size).toBe(0);
  });

  it('ignores the number of samples of the plain gradient', () => {
    const maps = new SaliencyMapStore();
    maps.add(series('clip', { method: 'gradient', samples: 10 }), 0, map(1));
    expect(maps.of(series('clip', { method: 'gradient', samples: 50 })).size).toBe(1);
  });

  it('drops the maps of one clip only', () => {
    const maps = new SaliencyMapStore();
    maps.add(series('1.2'), 0, map(1));
    maps.add(series('1.23'), 0, map(1));
    maps.forget('1.2');
    expect(maps.of(series('1.2')).size).toBe(0);
    expect(maps.of(series('1.23')).size).toBe(1);
  });

  it('drops the oldest series beyond its capacity', () => {
    const maps = new SaliencyMapStore();
    for (let clip = 0; clip < 100; clip++) {
      maps.add(series(`clip ${clip}`), 0, map(1));
    }
    const kept = Array.from({ length: 100 }, (_, clip) => maps.of(series(`clip ${clip}`)).size);
    expect(kept.reduce((sum, size) => sum + size)).toBeLessThan(50);
    expect(kept[99]).toBe(1);
  });
});

describe('the sampled frame that a frame stands for', () => {
  const timesMs = Array.from({ length: 40 }, (_, i) => 50 * i);
  const sampled = [0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22];

  it('is at most half a sampling interval away', () => {
    expect(sampledFrameOf(5, sampled, timesMs, 100)).toBe(4);
    expect(sampledFrameOf(23, sampled, timesMs, 100)).toBe(22);
    expect(sampledFrameOf(24, sampled, timesMs, 100)).toBeUndefined();
    expect(sampledFrameOf(39, sampled, timesMs, 100)).toBeUndefined();
  });
});

describe('the nearest sampled frame', () => {
  it('is nearest in time, not in frame number', () => {
    const timesMs = [0, 10, 20, 500, 510, 520];
    expect(nearestSampledFrame(2, [0, 3], timesMs)).toBe(0);
    expect(nearestSampledFrame(4, [0, 3], timesMs)).toBe(3);
  });

  it('is a sampled frame, and none is nearer', () => {
    const times = fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(times, fc.nat(), fc.nat(), (increments, shown, step) => {
        let time = 0;
        const timesMs = increments.map((increment) => (time += increment));
        const sampled = timesMs.map((_, i) => i).filter((i) => i % ((step % 7) + 1) === 0);
        const frame = shown % timesMs.length;
        const nearest = nearestSampledFrame(frame, sampled, timesMs);
        expect(sampled).toContain(nearest);
        const distance = (i: number) => Math.abs(timesMs[i] - timesMs[frame]);
        expect(Math.min(...sampled.map(distance))).toBe(distance(nearest));
      }),
    );
  });
});
