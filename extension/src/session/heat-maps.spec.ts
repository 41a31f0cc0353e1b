import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { HeatMaps, nearestSampledFrame } from './heat-maps';

const map = (value: number) => Uint8ClampedArray.of(value);

describe('keeping saliency maps', () => {
  it('keeps clips and tasks apart', () => {
    const maps = new HeatMaps();
    maps.add('clip', 'EF', 3, map(1));
    maps.add('clip', 'ESV', 3, map(2));
    expect(maps.of('clip', 'EF').get(3)).toEqual(map(1));
    expect(maps.of('clip', 'ESV').get(3)).toEqual(map(2));
    expect(maps.of('other', 'EF').size).toBe(0);
  });

  it('forgets one clip and no other', () => {
    const maps = new HeatMaps();
    maps.add('1.2', 'EF', 0, map(1));
    maps.add('1.23', 'EF', 0, map(1));
    maps.forget('1.2');
    expect(maps.of('1.2', 'EF').size).toBe(0);
    expect(maps.of('1.23', 'EF').size).toBe(1);
  });

  it('does not grow without end', () => {
    const maps = new HeatMaps();
    for (let clip = 0; clip < 100; clip++) maps.add(`clip ${clip}`, 'EF', 0, map(1));
    const kept = Array.from({ length: 100 }, (_, clip) => maps.of(`clip ${clip}`, 'EF').size);
    expect(kept.reduce((sum, size) => sum + size)).toBeLessThan(50);
    expect(kept[99]).toBe(1);
  });
});

describe('the sampled frame nearest to a shown one', () => {
  it('is nearest in time, not in number', () => {
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
