import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { frameTimes } from './frame-times';

describe('frameTimes', () => {
  it('prefers Frame Time, Frame Time Vector, Cine Rate and the display rate in this order', () => {
    const all = {
      NumberOfFrames: 3,
      FrameTime: 20,
      FrameTimeVector: [0, 30, 50],
      CineRate: 25,
      RecommendedDisplayFrameRate: 50,
    };
    const timesWithout = (...absent: (keyof typeof all)[]) =>
      frameTimes({ ...all, ...Object.fromEntries(absent.map((keyword) => [keyword, undefined])) });

    expect(frameTimes(all)).toEqual({ timesMs: [0, 20, 40], source: 'FrameTime', notes: [] });
    expect(timesWithout('FrameTime')).toEqual({
      timesMs: [0, 30, 80],
      source: 'FrameTimeVector',
      notes: [],
    });
    expect(timesWithout('FrameTime', 'FrameTimeVector')).toEqual({
      timesMs: [0, 40, 80],
      source: 'CineRate',
      notes: [],
    });
    expect(timesWithout('FrameTime', 'FrameTimeVector', 'CineRate')).toEqual({
      timesMs: [0, 20, 40],
      source: 'RecommendedDisplayFrameRate',
      notes: [],
    });
  });

  it('starts at 0 even where the first value of the vector is not 0', () => {
    expect(frameTimes({ NumberOfFrames: 3, FrameTimeVector: [33, 50, 33, 10] }).timesMs).toEqual([
      0, 50, 83,
    ]);
  });

  it('assumes 30 frames per second without any of the attributes, with a note', () => {
    const times = frameTimes({ NumberOfFrames: 4 });
    expect(times.source).toBe('assumed');
    expect(times.timesMs[3]).toBeCloseTo(100);
    expect(times.notes).toEqual([expect.stringContaining('30 frames a second assumed')]);
  });

  it.each([0, -33, Number.NaN, Number.POSITIVE_INFINITY, 1e-9, 1e9])(
    'ignores a Frame Time of %p with a note',
    (FrameTime) => {
      const times = frameTimes({ NumberOfFrames: 2, FrameTime, CineRate: 50 });
      expect(times).toMatchObject({ timesMs: [0, 20], source: 'CineRate' });
      expect(times.notes).toEqual([
        expect.stringContaining(`Frame Time in header is wrong (${FrameTime} ms)`),
      ]);
    },
  );

  it.each([
    ['short', [0, 33.3, 50], '3 values for 6 frames'],
    ['standing still', [0, 33, 0, 33, 33, 33], 'invalid values'],
    ['running backwards', [0, 33, -33, 33, 33, 33], 'invalid values'],
    ['with text in it', [0, 33, Number.NaN, 33, 33, 33], 'invalid values'],
  ])('ignores a vector that is %s with a note', (_, FrameTimeVector, note) => {
    const times = frameTimes({ NumberOfFrames: 6, FrameTimeVector, CineRate: 0 });
    expect(times.source).toBe('assumed');
    expect(times.notes[0]).toContain(note);
    expect(times.notes[1]).toContain('Cine Rate in header is wrong (0 frames a second)');
  });

  it('returns a time for every frame, increasing from 0, for any header', () => {
    const number = fc.option(fc.oneof(fc.double(), fc.double({ min: 1, max: 200 })), {
      nil: undefined,
    });
    fc.assert(
      fc.property(
        fc.record({
          NumberOfFrames: fc.nat(300),
          FrameTime: number,
          FrameTimeVector: fc.option(
            fc.array(fc.oneof(fc.double(), fc.double({ min: 1, max: 99 }))),
            {
              nil: undefined,
            },
          ),
          CineRate: number,
          RecommendedDisplayFrameRate: number,
        }),
        (header) => {
          const { timesMs } = frameTimes(header);
          expect(timesMs).toHaveLength(header.NumberOfFrames);
          expect(timesMs.every((time, i) => (i === 0 ? time === 0 : time > timesMs[i - 1]))).toBe(
            true,
          );
        },
      ),
    );
  });
});
