import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sampleFrames } from './sampling';

const grid = { frameIntervalMs: 100, frameCount: 20 };
const evenTimes = (frameCount: number, frameTimeMs: number) => ({
  timesMs: Array.from({ length: frameCount }, (_, frame) => frame * frameTimeMs),
});

describe('sampleFrames', () => {
  it('takes one frame per 100 ms from the first on, and ignores the rest of a long clip', () => {
    const sampled = sampleFrames(evenTimes(90, 1000 / 30), grid);
    expect(sampled.frameIndices).toEqual(Array.from({ length: 20 }, (_, k) => 3 * k));
    expect(sampled.timesMs[19]).toBeCloseTo(1900);
    expect(sampled.notes).toEqual([]);
  });

  it('takes 10 frames of a clip of one second, with a note', () => {
    const sampled = sampleFrames(evenTimes(30, 33.333), grid);
    expect(sampled.frameIndices).toEqual([0, 3, 6, 9, 12, 15, 18, 21, 24, 27]);
    expect(sampled.requestedCount).toBe(20);
    expect(sampled.notes).toEqual(['Short clip (1.0 s): 10 frames used instead of 20.']);
  });

  it('says that a clip holds less than a beat', () => {
    const isSaid = (frameCount: number) =>
      sampleFrames(evenTimes(frameCount, 20), grid).notes.some((note) => /than a beat/.test(note));
    expect([4, 29, 32, 100].map(isSaid)).toEqual([true, true, false, false]);
  });

  it('takes a last frame that rounding puts just before its grid time', () => {
    expect(sampleFrames(evenTimes(58, 33.333), grid).frameIndices.at(-1)).toBe(57);
  });

  it('begins and ends where a trim does', () => {
    const trim = { first: 6, last: 21 };
    const sampled = sampleFrames({ ...evenTimes(90, 1000 / 30), trim }, grid);
    expect(sampled.frameIndices).toEqual([6, 9, 12, 15, 18, 21]);
    expect(sampled.timesMs[0]).toBeCloseTo(200);
    expect(sampled.notes[0]).toBe('Short clip (0.5 s): 6 frames used instead of 20.');
  });

  it('takes the nearest frame where frame times are irregular', () => {
    expect(sampleFrames({ timesMs: [0, 60, 95, 140, 190, 260, 301] }, grid).frameIndices).toEqual([
      0, 2, 4, 6,
    ]);
  });

  it('takes no frame twice where frames are further apart than the grid, with a note', () => {
    const sampled = sampleFrames(evenTimes(12, 250), grid);
    expect(sampled.frameIndices).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    expect(sampled.notes).toEqual([expect.stringContaining('less than one frame per 100 ms')]);
  });

  it('takes the one frame of a still, and none of an empty clip', () => {
    expect(sampleFrames(evenTimes(1, 33), grid).frameIndices).toEqual([0]);
    expect(sampleFrames(evenTimes(0, 33), grid).frameIndices).toEqual([]);
  });

  it('takes frames in range, in order, each once and nearest to a grid time', () => {
    const times = fc
      .array(fc.double({ min: 0.5, max: 300, noNaN: true }), { minLength: 1, maxLength: 200 })
      .map((steps) => {
        let time = 0;
        return [0, ...steps.map((step) => (time += step))];
      });
    fc.assert(
      fc.property(
        times,
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 10, max: 500 }),
        (timesMs, frameCount, frameIntervalMs) => {
          const sampled = sampleFrames({ timesMs }, { frameIntervalMs, frameCount });
          const { frameIndices } = sampled;
          expect(frameIndices[0]).toBe(0);
          expect(frameIndices.length).toBeLessThanOrEqual(frameCount);
          expect(new Set(frameIndices).size).toBe(frameIndices.length);
          expect([...frameIndices].sort((a, b) => a - b)).toEqual(frameIndices);
          expect(sampled.timesMs).toEqual(frameIndices.map((frame) => timesMs[frame]));
          expect(sampled.notes.length > 0).toBe(frameIndices.length < frameCount);
          for (const frame of frameIndices) {
            const isNearestOfSome = Array.from({ length: frameCount }, (_, k) => {
              const distance = (time: number) => Math.abs(time - k * frameIntervalMs);
              const least = Math.min(...timesMs.map(distance));
              return distance(timesMs[frame]) <= least + 1e-9;
            });
            expect(isNearestOfSome).toContain(true);
          }
        },
      ),
    );
  });
});
