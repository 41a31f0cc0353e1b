import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { findBeats, momentsNotShown, type VolumeCurve, type WholeBeats } from './find-beats';
import { edVolume, exampleCurve, volumeCurve, type CurveShape } from './volume-curve-fixture';

const { efPercent } = exampleCurve;

function wholeBeats(curve: VolumeCurve): WholeBeats {
  const found = findBeats(curve);
  if (found.kind !== 'whole beats') {
    throw new Error(found.reason);
  }
  return found;
}

const seeds = fc.integer({ min: 0, max: 1e6 }).map(String);
const starts = fc.double({ min: 0, max: 0.999, noNaN: true });

/** EF errors, in points, of curves that differ in seed and start alone. */
function errors(changes: Partial<CurveShape>, withRWaves: boolean): number[] {
  return fc.sample(fc.tuple(seeds, starts), { numRuns: 20, seed: 1 }).map(([seed, startsAt]) => {
    const { timesMs, volumes, rWavesMs } = volumeCurve({ seed, startsAt, ...changes });
    const { efPercent: found } = wholeBeats({
      timesMs,
      volumes,
      rWavesMs: withRWaves ? rWavesMs : [],
    });
    return Math.abs(found.median - (changes.efPercent ?? efPercent));
  });
}

const shareWithin = (values: readonly number[], points: number) =>
  values.filter((value) => value <= points).length / values.length;

describe('findBeats', () => {
  describe.each([{ withRWaves: true }, { withRWaves: false }])(
    'with R waves: $withRWaves',
    ({ withRWaves }) => {
      it.each<Partial<CurveShape>>([
        {},
        { framesPerSecond: 10 },
        { framesPerSecond: 15 },
        { framesPerSecond: 100 },
        { framesPerSecond: 200, seconds: 1.9, noisePercent: 3 },
        { heartRate: 40, seconds: 4 },
        { heartRate: 110 },
        { heartRate: 150 },
        { heartRate: 180 },
        { atrialFibrillation: true },
        { atrialFibrillation: true, heartRate: 110 },
        { efPercent: 15 },
        { efPercent: 75 },
        { noisePercent: 3 },
        { dropOuts: 0.1 },
      ])('finds EF within 3 points in 19 of 20 clips: %j', (changes) => {
        expect(shareWithin(errors(changes, withRWaves), 3)).toBeGreaterThanOrEqual(0.95);
      });
    },
  );

  it('finds the frames and volumes of ED and ES, and the heart rate', () => {
    const { timesMs, volumes, rWavesMs } = volumeCurve({ noisePercent: 0 });
    for (const rWaves of [rWavesMs, []]) {
      const found = wholeBeats({ timesMs, volumes, rWavesMs: rWaves });
      expect(found.foundBy).toBe(rWaves.length > 0 ? 'R waves' : 'curve');
      expect(found.heartRate).toBeCloseTo(70, -1);
      expect(found.beats.length).toBeGreaterThanOrEqual(2);
      for (const beat of found.beats) {
        expect(beat.edVolume / edVolume).toBeCloseTo(1, 1);
        expect(beat.esVolume / (0.4 * edVolume)).toBeCloseTo(1, 1);
        const fromR = Math.min(...rWavesMs.map((r) => Math.abs(timesMs[beat.edFrame] - r)));
        expect(fromR).toBeLessThan(100);
        expect(timesMs[beat.esFrame] - timesMs[beat.edFrame]).toBeCloseTo(400, -2);
      }
    }
  });

  it('scales with the volumes, and not with when the clip began', () => {
    fc.assert(
      fc.property(seeds, fc.double({ min: 0.01, max: 100, noNaN: true }), (seed, factor) => {
        const { timesMs, volumes } = volumeCurve({ seed });
        const one = wholeBeats({ timesMs, volumes });
        const other = wholeBeats({
          timesMs: timesMs.map((time) => time + 5000),
          volumes: volumes.map((volume) => volume * factor),
        });
        expect(other.efPercent.median).toBeCloseTo(one.efPercent.median, 6);
        expect(other.beats.map(({ edFrame, esFrame }) => [edFrame, esFrame])).toEqual(
          one.beats.map(({ edFrame, esFrame }) => [edFrame, esFrame]),
        );
      }),
      { numRuns: 20 },
    );
  });

  it('takes any volumes and times without failing', () => {
    const volume = fc.oneof(fc.double({ min: 0, max: 500, noNaN: true }), fc.constant(NaN));
    const step = fc.double({ min: 5, max: 100, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(step, volume), { maxLength: 60 }), (frames) => {
        let time = 0;
        const timesMs = frames.map(([stepMs]) => (time += stepMs));
        const volumes = frames.map(([, value]) => value);
        const found = findBeats({ timesMs, volumes });
        expect(found.curve).toHaveLength(frames.length);
        if (found.kind === 'whole beats') {
          expect(found.beats.every(({ efPercent: ef }) => Number.isFinite(ef))).toBe(true);
        } else {
          expect(found.reason).toMatch(/^[A-Z].*\.$/);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('counts no systole whose beginning lies before the clip', () => {
    for (const startsAt of [0.1, 0.15, 0.2, 0.25]) {
      const { timesMs, volumes } = volumeCurve({ startsAt, noisePercent: 0 });
      const { beats, efPercent: ef } = wholeBeats({ timesMs, volumes });
      expect(ef.lowest).toBeGreaterThan(efPercent - 2);
      expect(timesMs[beats[0].edFrame]).toBeGreaterThan(500);
    }
  });

  it('counts the only beat of a clip from R wave to R wave', () => {
    const { timesMs, volumes, rWavesMs } = volumeCurve({ startsAt: 0 });
    const count = timesMs.filter((time) => time <= rWavesMs[1]).length;
    const { beats, efPercent: ef } = wholeBeats({
      timesMs: timesMs.slice(0, count),
      volumes: volumes.slice(0, count),
    });
    expect(beats).toHaveLength(1);
    expect(Math.abs(ef.median - efPercent)).toBeLessThan(3);
  });

  it('gives what there is, and says so, when a clip shows no whole beat', () => {
    const { timesMs, volumes } = volumeCurve({ startsAt: 0, seconds: 0.45 });
    const found = findBeats({ timesMs, volumes });
    expect(found).toMatchObject({
      kind: 'part of a beat',
      reason: 'The clip shows no whole heartbeat, from one end-diastole to the next.',
    });
    const { extremes } = found as Extract<typeof found, { kind: 'part of a beat' }>;
    expect(Math.abs(extremes.efPercent - efPercent)).toBeLessThan(4);
    expect(momentsNotShown(found)).toEqual([]);
  });

  it.each([
    { what: 'begins in systole', from: 0.2, to: 0.5, beyond: ['ED'] },
    { what: 'ends in systole', from: 0, to: 0.22, beyond: ['ES'] },
    { what: 'lies within systole', from: 0.09, to: 0.27, beyond: expect.arrayContaining(['ES']) },
    { what: 'ends while the ventricle fills', from: 0.3, to: 0.53, beyond: ['ED'] },
  ])('says which moments a clip that $what does not reach', ({ from, to, beyond }) => {
    for (const framesPerSecond of [30, 60]) {
      const { timesMs, volumes } = volumeCurve({ startsAt: 0, framesPerSecond, noisePercent: 0.5 });
      const isShown = (_: number, i: number) =>
        timesMs[i] >= from * 1000 && timesMs[i] <= to * 1000;
      const found = findBeats({
        timesMs: timesMs.filter(isShown),
        volumes: volumes.filter(isShown),
      });
      expect(found.kind).toBe('part of a beat');
      expect(momentsNotShown(found)).toEqual(beyond);
    }
  });

  it('takes half a cycle, from end-diastole to about end-systole, as whole', () => {
    const heartRate = 70;
    const systoleMs = 546 - 2.1 * heartRate;
    let complete = 0;
    for (let i = 0; i < 60; i++) {
      const { timesMs, volumes } = volumeCurve({
        ...{ seed: `half ${i}`, startsAt: 0, framesPerSecond: 50, heartRate },
      });
      const end = timesMs.findIndex((time) => time >= systoleMs) + (i % 3);
      const found = findBeats({ timesMs: timesMs.slice(0, end), volumes: volumes.slice(0, end) });
      complete += momentsNotShown(found).length === 0 ? 1 : 0;
    }
    expect(complete).toBeGreaterThanOrEqual(57);
  });

  it('says that too few frames have a volume', () => {
    const { timesMs, volumes } = volumeCurve();
    const few = volumes.map((volume, i) => (i < 4 ? volume : NaN));
    expect(findBeats({ timesMs, volumes: few })).toMatchObject({
      kind: 'no beat',
      reason: expect.stringContaining('measured in 4 of 90 frames, too few'),
    });
    expect(findBeats({ timesMs: [], volumes: [] }).kind).toBe('no beat');
  });

  it('leaves out beats with a long drop-out in systole, and the curve there', () => {
    const { timesMs, volumes } = volumeCurve();
    const { beats } = wholeBeats({ timesMs, volumes });
    const [{ edFrame, esFrame }] = beats;
    const middle = (edFrame + esFrame) >> 1;
    const broken = volumes.map((volume, i) => (Math.abs(i - middle) <= 3 ? NaN : volume));
    const found = wholeBeats({ timesMs, volumes: broken });
    expect(found.beats).toHaveLength(beats.length - 1);
    expect(found.curve[middle]).toBeNaN();
    const everywhere = volumes.map((volume, i) => (i % 10 < 7 ? NaN : volume));
    expect(findBeats({ timesMs, volumes: everywhere }).kind).not.toBe('whole beats');
  });

  it('is not misled by single frames that are far off', () => {
    const { timesMs, volumes } = volumeCurve();
    const spiked = volumes.map((volume, i) => ([17, 40, 66].includes(i) ? 3 * volume : volume));
    const { efPercent: ef } = wholeBeats({ timesMs, volumes: spiked });
    expect(Math.abs(ef.median - efPercent)).toBeLessThan(3);
  });

  it('notes a heart rate in the header that the curve contradicts', () => {
    const { timesMs, volumes } = volumeCurve();
    const note = { kind: 'header rate differs', otherRate: 35 };
    expect(findBeats({ timesMs, volumes, headerHeartRate: 35 }).notes).toMatchObject([note]);
    for (const headerHeartRate of [66, 0, NaN, Infinity, undefined]) {
      const found = wholeBeats({ timesMs, volumes, headerHeartRate });
      expect(found.notes).toEqual([]);
    }
  });

  it('goes by the curve where R waves contradict it, and notes that', () => {
    const { timesMs, volumes, rWavesMs } = volumeCurve();
    const found = wholeBeats({ timesMs, volumes, rWavesMs: rWavesMs.map((r) => r / 2) });
    expect(found).toMatchObject({ foundBy: 'curve', notes: [{ kind: 'R waves differ' }] });
    const late = wholeBeats({ timesMs, volumes, rWavesMs: rWavesMs.map((r) => r + 380) });
    expect(late.foundBy).toBe('curve');
  });

  it('notes that few frames show a beat', () => {
    const { timesMs, volumes } = volumeCurve({ framesPerSecond: 10, heartRate: 100 });
    expect(findBeats({ timesMs, volumes }).notes).toMatchObject([{ kind: 'few frames a beat' }]);
  });

  it('refuses times that do not increase or do not belong to the volumes', () => {
    expect(() => findBeats({ timesMs: [0, 30], volumes: [1] })).toThrow(RangeError);
    expect(() => findBeats({ timesMs: [0, 30, 30], volumes: [1, 1, 1] })).toThrow(/frame 2/);
    expect(() => findBeats({ timesMs: [0, NaN], volumes: [1, 1] })).toThrow(RangeError);
  });
});
