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

    expect(frameTimes(all)).toMatchObject({ timesMs: [0, 20, 40], source: 'FrameTime' });
    expect(timesWithout('FrameTime')).toMatchObject({
      timesMs: [0, 30, 80],
      source: 'FrameTimeVector',
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

  it('takes the vector first where Frame Increment Pointer names it', () => {
    const both = { NumberOfFrames: 3, FrameTime: 33, FrameTimeVector: [0, 30, 150] };
    expect(frameTimes({ ...both, FrameIncrementPointer: ['FrameTimeVector'] })).toMatchObject({
      timesMs: [0, 30, 180],
      source: 'FrameTimeVector',
    });
    for (const FrameIncrementPointer of [[], ['FrameTime'] as const]) {
      expect(frameTimes({ ...both, FrameIncrementPointer }).source).toBe('FrameTime');
    }
    const damaged = { ...both, FrameTimeVector: [0], FrameIncrementPointer: ['FrameTimeVector'] };
    expect(frameTimes(damaged as typeof both)).toMatchObject({ source: 'FrameTime' });
  });

  it('takes a vector that is one short for the times between the frames, unless it begins with 0', () => {
    const times = frameTimes({ NumberOfFrames: 4, FrameTimeVector: [50, 40, 30] });
    expect(times).toMatchObject({ timesMs: [0, 50, 90, 120], source: 'FrameTimeVector' });
    expect(times.notes).toEqual([expect.stringContaining('one value less')]);
    const cutOff = frameTimes({ NumberOfFrames: 4, FrameTimeVector: [0, 50, 40] });
    expect(cutOff.source).toBe('assumed');
    expect(cutOff.notes[0]).toContain('3 values for 4 frames');
  });

  it('trims as Start Trim and Stop Trim say, and ignores impossible ones with a note', () => {
    const clip = { NumberOfFrames: 30, FrameTime: 40 };
    expect(frameTimes({ ...clip, StartTrim: 1, StopTrim: 30 }).trim).toBeUndefined();
    const trimmed = frameTimes({ ...clip, StartTrim: 5, StopTrim: 24 });
    expect(trimmed.trim).toEqual({ first: 4, last: 23 });
    expect(trimmed.timesMs).toHaveLength(30);
    expect(trimmed.notes).toEqual(['Frames 5 to 24 of 30 used: the header trims the others.']);
    expect(frameTimes({ ...clip, StopTrim: 10 }).trim).toEqual({ first: 0, last: 9 });
    for (const [StartTrim, StopTrim] of [
      [0, 20],
      [9, 9],
      [20, 10],
      [5, 31],
      [1.5, 20],
      [Number.NaN, 20],
    ]) {
      const { trim, notes } = frameTimes({ ...clip, StartTrim, StopTrim });
      expect(trim).toBeUndefined();
      expect(notes).toEqual([expect.stringMatching(/^Start Trim and Stop Trim .* wrong/)]);
    }
  });

  it('hands R waves on that increase', () => {
    const clip = { NumberOfFrames: 30, FrameTime: 40 };
    const rWavesOf = (RWaveTimeVector: number[]) =>
      frameTimes({ ...clip, RWaveTimeVector }).rWavesMs;
    expect(rWavesOf([12, 900])).toEqual([12, 900]);
    expect(rWavesOf([900, 12])).toBeUndefined();
    expect(rWavesOf([12, Number.NaN])).toBeUndefined();
    expect(rWavesOf([-50, 250, 3250])).toEqual([-50, 250, 3250]);
    expect(rWavesOf([-50, 100, 99_999])).toBeUndefined();
    // One is marked twice.
    expect(rWavesOf([0, 12, 860])).toEqual([0, 12, 860]);
    // In seconds.
    expect(rWavesOf([0.05, 0.8])).toBeUndefined();
    expect(rWavesOf([])).toBeUndefined();
  });

  describe('notes what contradicts the times', () => {
    const clip = { NumberOfFrames: 31, FrameTime: 40 };

    it.each<[string, Parameters<typeof frameTimes>[0], RegExp]>([
      ['Cine Rate', { ...clip, CineRate: 50 }, /40 ms .* Frame Time, .*20 ms by Cine Rate/],
      [
        'Frame Time, where the vector counts',
        {
          ...clip,
          NumberOfFrames: 3,
          FrameTimeVector: [0, 80, 90],
          FrameIncrementPointer: ['FrameTimeVector'],
        },
        /85 ms .* Vector, .*40 ms by Frame Time/,
      ],
      [
        'Frame Time Vector, where Frame Time counts',
        { ...clip, FrameTimeVector: [0, ...Array<number>(30).fill(20)] },
        /40 ms .* Frame Time, .*20 ms by Frame Time Vector/,
      ],
      ['Effective Duration', { ...clip, EffectiveDuration: 3 }, /1\.24 s .* 3\.00 s by Effective/],
      [
        'Heart Rate and R waves',
        { ...clip, HeartRate: 120, RWaveTimeVector: [0, 1000] },
        /60 beats a minute by its R waves and 120/,
      ],
      [
        'Heart Rate, where the clip is shorter than one beat',
        { ...clip, NumberOfFrames: 15, HeartRate: 60 },
        /shorter than one beat \(0\.60 s at 60 beats/,
      ],
      [
        'R waves, where trimming leaves less than one beat',
        { ...clip, StopTrim: 12, RWaveTimeVector: [0, 800] },
        /shorter than one beat \(0\.48 s at 75 beats/,
      ],
    ])('%s', (_, header, note) => {
      expect(frameTimes(header).notes.at(-1)).toMatch(note);
    });

    it.each<[string, Parameters<typeof frameTimes>[0]]>([
      ['a rounded Cine Rate', { NumberOfFrames: 60, FrameTime: 16.58, CineRate: 60 }],
      ['a duration without the last frame', { ...clip, EffectiveDuration: 1.2 }],
      ['a Heart Rate of a long enough clip', { ...clip, HeartRate: 61 }],
      ['a Heart Rate that was not measured', { ...clip, NumberOfFrames: 3, HeartRate: 0 }],
      ['times that are assumed', { NumberOfFrames: 3, EffectiveDuration: 9 }],
    ])('but not %s', (_, header) => {
      const { notes } = frameTimes(header);
      expect(notes.filter((note) => /contradicts|shorter/.test(note))).toEqual([]);
    });
  });

  it('takes a vector that grows with every frame for times since the first', () => {
    const vector = [0, 33, 67, 100, 134, 167];
    const { timesMs, notes } = frameTimes({ NumberOfFrames: 6, FrameTimeVector: vector });
    expect(timesMs).toEqual(vector);
    expect(notes).toEqual([expect.stringMatching(/taken for times since the first frame\.$/)]);
    const between = [0, 33, 34, 35, 36, 37];
    expect(frameTimes({ NumberOfFrames: 6, FrameTimeVector: between }).timesMs.at(-1)).toBe(175);
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
          EffectiveDuration: number,
          StartTrim: number,
          StopTrim: number,
          RWaveTimeVector: fc.array(fc.double()),
          HeartRate: number,
        }),
        (header) => {
          const { timesMs, notes } = frameTimes(header);
          expect(notes.join(' ')).not.toMatch(/Infinity s|NaN s/);
          expect(timesMs).toHaveLength(header.NumberOfFrames);
          expect(timesMs.every((time, i) => (i === 0 ? time === 0 : time > timesMs[i - 1]))).toBe(
            true,
          );
        },
      ),
    );
  });
});
