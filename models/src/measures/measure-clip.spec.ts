import { describe, expect, it } from '@jest/globals';
import { volumeCurve } from './beats/volume-curve-fixture';
import { exampleGrid, exampleHeart, heartFields } from './heart-fixture';
import { mapse } from './mapse';
import { measureClip } from './measure-clip';
import { isMeasured, measureFrame, type FrameMeasures, type FrameReading } from './measure-frame';
import { clipQuality, lengthShares } from './quality/clip-quality';
import { frameQuality } from './quality/frame-quality';
import { judgeQuality } from './quality/judge-quality';

const scale = exampleGrid;
const { timesMs, volumes, rWavesMs } = volumeCurve({
  noisePercent: 0,
  seconds: 1.8,
  framesPerSecond: 25,
});

/** A heart whose LV shrinks in width and, by the annulus moving up, in length. */
const heartAt = (share: number) => ({
  ...exampleHeart,
  halfWidth: exampleHeart.halfWidth * share ** 0.4,
  length: exampleHeart.length * share ** 0.2,
  atriumLength: exampleHeart.atriumLength * share ** -0.3,
  y: exampleHeart.y - exampleHeart.length * (1 - share ** 0.2),
});
const measured = (reading: FrameReading): FrameMeasures => {
  if (!isMeasured(reading)) {
    throw new Error(reading.reason);
  }
  return reading;
};
const fields = volumes.map((volume) => heartFields(heartAt(volume / 120)));
const frames = fields.map((each) => measureFrame(each, scale));
const clip = measureClip({ frames, timesMs, rWavesMs, scale });

describe('measureClip', () => {
  it('measures volumes, EF, lengths, the LA at end-systole and MAPSE over the beats', () => {
    const { beats, measures } = clip;
    expect(beats.kind).toBe('whole beats');
    expect(measures?.unit).toBe('cm');
    expect(measures?.edVolume).toBeCloseTo(96.5, -1);
    expect(measures && Math.abs(measures.efPercent - 60)).toBeLessThan(3);
    expect(measures?.edLength).toBeCloseTo(8, 1);
    expect(measures?.esLength).toBeCloseTo(8 * 0.4 ** 0.2, 1);
    expect(measures?.atrium?.length).toBeCloseTo(4.5 * 0.4 ** -0.3, 1);
    expect(measures?.mapse.excursion).toBeCloseTo(8 * (1 - 0.4 ** 0.2), 1);
    expect(measures && Math.abs(measures.areaChangePercent - 100 * (1 - 0.4 ** 0.6))).toBeLessThan(
      3,
    );
  });

  it('has the same fractions without a scale', () => {
    const inPixels = measureClip({
      frames: fields.map((each) => measureFrame(each)),
      timesMs,
      rWavesMs,
    });
    expect(inPixels.measures?.unit).toBe('pixel');
    expect(inPixels.measures?.efPercent).toBeCloseTo(clip.measures?.efPercent ?? 0, 6);
    expect(inPixels.measures?.mapse.percentOfLength).toBeCloseTo(
      clip.measures?.mapse.percentOfLength ?? 0,
      6,
    );
  });

  it('has no measures where no frame has an LV', () => {
    const none = timesMs.map(() => measureFrame({}));
    const { beats, measures } = measureClip({ frames: none, timesMs, scale });
    expect({ kind: beats.kind, measures }).toEqual({ kind: 'no beat', measures: undefined });
  });
});

describe('mapse', () => {
  it('is positive toward the apex, and leaves out motion across the axis', () => {
    const ed = measured(frames[0]);
    const moved = (right: number, up: number) =>
      measured(
        measureFrame(
          heartFields({
            ...heartAt(volumes[0] / 120),
            x: exampleHeart.x + right,
            y: heartAt(volumes[0] / 120).y - up,
          }),
          scale,
        ),
      );
    expect(mapse(ed, moved(6, 12), scale).excursion).toBeCloseTo(1.2, 1);
    expect(mapse(ed, moved(6, -12), scale).excursion).toBeCloseTo(-1.2, 1);
  });
});

describe('the quality of a clip', () => {
  const everywhere = new Uint8Array(96 * 96).fill(1);
  const qualityOf = (
    given: readonly FrameReading[],
    sharpness = 1,
    mask: Uint8Array | undefined = everywhere,
  ) =>
    clipQuality({
      frames: given,
      qualities: given.map((frame, i) => {
        const scaled = Object.fromEntries(
          Object.entries(fields[i]).map(([name, field]) => [
            name,
            { ...field, values: field.values.map((value) => value * sharpness) },
          ]),
        );
        return isMeasured(frame) ? frameQuality(scaled, frame, mask) : undefined;
      }),
      timesMs,
      measures: clip.measures,
    });
  const quality = qualityOf(frames);

  it('is that of steady contours with wall around and an atrium below', () => {
    expect(quality.jitter).toBeLessThan(0.02);
    expect(quality).toMatchObject({
      borderShare: 0,
      ventricleInOnePart: 1,
      atriumInOnePart: 1,
      wallShare: 1,
      atriumBelowShare: 1,
      measuredShare: 1,
    });
    expect(quality.lengthRatio).toBeCloseTo(0.4 ** 0.2, 1);
  });

  it('measures the slope of the probability across the contour', () => {
    // The fields rise by 1.6 per pixel, and the logistic function by 0.25 per unit at its middle.
    expect(quality.sharpness).toBeCloseTo(0.4, 1);
    expect(qualityOf(frames, 3).sharpness).toBeCloseTo(3 * (quality.sharpness ?? 0), 5);
  });

  it('finds contours that jump', () => {
    const jumping = frames.map((frame, i) => {
      const heart = heartAt(volumes[i] / 120);
      return i % 2
        ? measureFrame(heartFields({ ...heart, halfWidth: heart.halfWidth + 4 }), scale)
        : frame;
    });
    expect(qualityOf(jumping).jitter).toBeGreaterThan(2 * (quality.jitter ?? NaN));
    const few = { frames: frames.slice(0, 5), timesMs: timesMs.slice(0, 5) };
    expect(clipQuality({ ...few, qualities: [] }).jitter).toBeUndefined();
  });

  it('finds the share of the contour at the border of the sector', () => {
    const left = everywhere.map((_, i) => (i % 96 < 46 ? 0 : 1));
    expect(qualityOf(frames, 1, left).borderShare).toBeGreaterThan(0.3);
    expect(clipQuality({ frames, qualities: [], timesMs }).borderShare).toBeUndefined();
  });

  it('finds a missing wall, a second part and an atrium on the wrong side', () => {
    const { LV, LVWall, LA } = fields[0];
    if (!LV || !LVWall || !LA) {
      throw new Error('the fixture has all three');
    }
    const cut = LVWall.values.map((value, i) => (i % 96 > 46 ? -1 : value));
    const split = LV.values.map((value, i) => (Math.floor(i / 96) === 30 ? -1 : value));
    const faulty = { LV: { ...LV, values: split }, LVWall: { ...LVWall, values: cut }, LA };
    const found = frameQuality(faulty, measured(measureFrame(faulty, scale)));
    expect(found?.wallShare).toBeLessThan(0.6);
    expect(found?.ventricleInOnePart).toBeLessThan(0.95);
    const above = heartFields({ ...exampleHeart, y: -30 }).LA;
    const wrong = { LV, LA: above };
    expect(frameQuality(wrong, measured(measureFrame(wrong, scale)))?.atriumIsBelow).toBe(false);
  });

  it('compares the lengths of the clips of a study', () => {
    const clips = [8, 7.2, undefined].map((edLength) =>
      edLength === undefined ? undefined : { unit: 'cm' as const, edLength },
    );
    expect(lengthShares(clips)).toEqual([1, 0.9, undefined]);
    expect(lengthShares([{ unit: 'cm', edLength: 8 }])).toEqual([undefined]);
    expect(lengthShares([{ unit: 'pixel', edLength: 8 }, clips[0]])).toEqual([
      undefined,
      undefined,
    ]);
  });
});

describe('judgeQuality', () => {
  const { measures } = clip;
  const limits = {
    sharpness: { doubtful: 0.5, poor: 0.2 },
    jitter: { doubtful: 0.02, poor: 0.05 },
  };

  it('grades nothing without thresholds, or where nothing was measured', () => {
    const notGraded = { grade: 'not graded', reasons: [] };
    expect(judgeQuality({ sharpness: 0, jitter: 1 }, measures, {})).toEqual(notGraded);
    expect(judgeQuality({ sharpness: 0.6, jitter: 0.01 }, undefined, limits)).toEqual(notGraded);
    const ofAtrium = { atriumInOnePart: { doubtful: 0.8 } };
    expect(judgeQuality({ sharpness: 0.6 }, measures, ofAtrium)).toEqual(notGraded);
  });

  it.each([
    { sharpness: 0.6, jitter: 0.01, grade: 'good', named: [] },
    { sharpness: 0.4, jitter: 0.01, grade: 'doubtful', named: ['sharpness'] },
    { sharpness: 0.4, jitter: 0.06, grade: 'poor', named: ['jitter', 'sharpness'] },
    { sharpness: 0.1, jitter: undefined, grade: 'poor', named: ['sharpness'] },
  ])(
    'grades sharpness $sharpness, jitter $jitter as $grade',
    ({ sharpness, jitter, grade, named }) => {
      const judgement = judgeQuality({ sharpness, jitter }, measures, limits);
      expect(judgement.grade).toBe(grade);
      expect(
        judgement.reasons.map((reason) => reason.kind === 'threshold' && reason.criterion),
      ).toEqual(named);
    },
  );

  it('calls poor what no heart has', () => {
    if (!measures) {
      throw new Error('the clip has measures');
    }
    const impossible = (changes: Partial<typeof measures>, quality = {}) =>
      judgeQuality(quality, { ...measures, ...changes }, {}).reasons.map(
        (reason) => reason.kind === 'impossible' && reason.what,
      );
    expect(impossible({})).toEqual([]);
    expect(impossible({ edLength: 20 })).toEqual(['length']);
    expect(impossible({ edVolume: 1500 })).toEqual(['volume']);
    expect(impossible({ efPercent: -3 })).toEqual(['ejection fraction']);
    expect(impossible({ efPercent: NaN })).toEqual(['ejection fraction']);
    expect(impossible({ unit: 'pixel', edVolume: 1e6, edLength: 90 })).toEqual([]);
    expect(impossible({}, { atriumBelowShare: 0.1 })).toEqual(['atrium above the ventricle']);
  });
});
