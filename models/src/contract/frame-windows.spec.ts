import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { FrameContract } from './contract-schema';
import { frameWindows } from './frame-windows';

const everySecond: FrameContract = {
  count: 4,
  stride: { frames: 2, framesPerSecond: 50 },
  mostWindows: 3,
  shortClip: 'zeros',
};
const inTime: FrameContract = { ...everySecond, stride: { ms: 40 } };

const clip = (frames: number, intervalMs = 20) => ({
  timesMs: Array.from({ length: frames }, (_, i) => i * intervalMs),
});

const contracts = fc.record({
  count: fc.integer({ min: 1, max: 12 }),
  stride: fc.oneof(
    fc.record({ frames: fc.integer({ min: 1, max: 5 }), framesPerSecond: fc.constant(50) }),
    fc.record({ ms: fc.integer({ min: 10, max: 120 }) }),
  ),
  mostWindows: fc.integer({ min: 1, max: 6 }),
  shortClip: fc.constant('zeros' as const),
});

describe('frameWindows', () => {
  it('takes every second frame, from the first to the last window that fits', () => {
    expect(frameWindows(clip(16), everySecond).windows).toEqual([
      [0, 2, 4, 6],
      [9, 11, 13, 15],
    ]);
  });

  it('takes no more windows than the contract allows, spread over the clip', () => {
    const { windows } = frameWindows(clip(100), everySecond);
    expect(windows.map(([first]) => first)).toEqual([0, 47, 93]);
  });

  it('takes the frame nearest to each time, and the same again in a slower clip', () => {
    const once = { ...inTime, mostWindows: 1 };
    expect(frameWindows(clip(40, 10), once).windows).toEqual([[0, 4, 8, 12]]);
    expect(frameWindows(clip(8, 60), once).windows).toEqual([[0, 1, 1, 2]]);
  });

  it('says how a clip that is too short is filled, and takes all its frames', () => {
    const { windows, notes } = frameWindows(clip(5), everySecond);
    expect(windows).toEqual([[0, 2, 4]]);
    expect(notes).toEqual([
      'Short clip: 3 of the 4 frames that the model reads; the rest is filled with zeros.',
    ]);
  });

  it('says when the frame rate is far from that of training, unless frames are taken in time', () => {
    const [note] = frameWindows(clip(40, 50), everySecond).notes;
    expect(note).toBe(
      'The clip has 20 frames per second, and the model was trained on about 50: it sees the heart ' +
        'beat at another speed.',
    );
    expect(frameWindows(clip(40, 50), inTime).notes).toEqual([]);
  });

  it('keeps to the frames that a trim leaves', () => {
    const trim = { first: 3, last: 9 };
    expect(frameWindows({ ...clip(20), trim }, everySecond).windows).toEqual([[3, 5, 7, 9]]);
  });

  it('has no window of an empty clip', () => {
    expect(frameWindows(clip(0), everySecond).windows).toEqual([]);
  });

  it('never leaves the clip, keeps frames in order and begins with the first one', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 80 }),
        contracts,
        (intervals, contract) => {
          let timeMs = 0;
          const timesMs = intervals.map((interval, i) => (timeMs += i === 0 ? 0 : interval));
          const { windows } = frameWindows({ timesMs }, contract);
          expect(windows.length).toBeGreaterThanOrEqual(1);
          expect(windows.length).toBeLessThanOrEqual(contract.mostWindows);
          expect(windows[0][0]).toBe(0);
          for (const window of windows) {
            expect(window.length).toBeLessThanOrEqual(contract.count);
            expect(window.length).toBe(windows[0].length);
            expect([...window].sort((a, b) => a - b)).toEqual(window);
            expect(window.at(-1)).toBeLessThan(timesMs.length);
          }
        },
      ),
    );
  });
});
