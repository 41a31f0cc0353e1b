import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { volumeFixtureManifest } from '../testing/volume-fixture';
import type { FramePrediction } from './predict-frame';
import { needsAllFrames, summariseClip } from './summarise-clip';

/** Frames whose network says these volumes, cubic pixels. */
const framesOf = (lv: readonly number[], la = lv.map(() => 1000)): FramePrediction[] =>
  lv.map((LV, i) => ({ values: { EF: LV, EDV: LV, ESV: LV, LAVolume: la[i] } }));

/** mL of a cubic pixel of 5 mm. */
const scale = { mmPerPixel: 5 };
const pixelMl = 0.125;

/** Volumes over beats of 800 ms, from end-diastole on; a frame each 50 ms. */
function beats(count: number, ed: number, es: number) {
  const times = Array.from({ length: 16 * count + 1 }, (_, i) => 50 * i);
  const middle = (ed + es) / 2;
  return {
    timesMs: times,
    LV: times.map((time) => middle + ((ed - es) / 2) * Math.cos((2 * Math.PI * time) / 800)),
  };
}

describe('a clip of frame volumes', () => {
  it('has the largest and smallest volume of two stills, and the share between them', () => {
    const { EDV, ESV, EF, LAVolume } = summariseClip(
      volumeFixtureManifest,
      framesOf([400, 1000], [480, 240]),
      scale,
    );
    expect([EDV.mean, ESV.mean, EF.mean]).toEqual([1000 * pixelMl, 400 * pixelMl, 60]);
    // At end-systole, which is the first frame.
    expect(LAVolume.mean).toBe(480 * pixelMl);
    expect(EDV.perFrame).toEqual([400 * pixelMl, 1000 * pixelMl]);
    expect(EF.perFrame).toEqual([]);
  });

  it('has the ejection fraction alone where the scale is unknown', () => {
    const prediction = summariseClip(volumeFixtureManifest, framesOf([1000, 400]));
    expect(Object.keys(prediction)).toEqual(['EF']);
    expect(prediction.EF.mean).toBe(60);
  });

  it('says nothing of a single frame, which may be of any moment', () => {
    expect(summariseClip(volumeFixtureManifest, framesOf([1000]), scale)).toEqual({});
    expect(needsAllFrames(volumeFixtureManifest)).toBe(true);
  });

  it('takes the median over the beats, and the spread between them', () => {
    const [one, two] = [beats(2, 1000, 500), beats(1, 1200, 500)];
    const timesMs = [...one.timesMs, ...two.timesMs.slice(1).map((time) => 1600 + time)];
    const LV = [...one.LV, ...two.LV.slice(1)];
    const { EF, ESV } = summariseClip(volumeFixtureManifest, framesOf(LV), { ...scale, timesMs });
    expect(EF.mean).toBeGreaterThan(45);
    expect(EF.mean).toBeLessThan(55);
    expect(ESV.mean).toBeCloseTo(500 * pixelMl, -1);
    expect(ESV.standardDeviation).toBeGreaterThan(0);
  });

  it('says nothing of a moment that lies beyond the clip', () => {
    const { timesMs, LV } = beats(1, 1000, 500);
    // From within systole to end-systole.
    const prediction = summariseClip(volumeFixtureManifest, framesOf(LV.slice(3, 10)), {
      ...scale,
      timesMs: timesMs.slice(3, 10),
    });
    expect(Object.keys(prediction).sort()).toEqual(['ESV', 'LAVolume']);
  });

  it('does not take a single outlier for end-diastole', () => {
    const { timesMs, LV } = beats(3, 1000, 500);
    const disturbed = LV.map((volume, i) => (i === 20 ? 3000 : volume));
    const { EDV } = summariseClip(volumeFixtureManifest, framesOf(disturbed), {
      ...scale,
      timesMs,
    });
    expect(EDV.mean).toBeLessThan(1.05 * 1000 * pixelMl);
  });

  it('has intervals in proportion to volumes, and of one width for fractions', () => {
    const { EDV, EF } = summariseClip(volumeFixtureManifest, framesOf([1000, 400]), scale);
    expect(EDV.interval90![0]).toBeCloseTo(125 / Math.exp(0.3), 6);
    expect(EDV.interval90![1]).toBeCloseTo(125 * Math.exp(0.3), 6);
    expect(EF.interval90).toEqual([45, 75]);
  });

  it('says when a value is outside what the model was trained on', () => {
    const { EDV } = summariseClip(volumeFixtureManifest, framesOf([8000, 4000]), scale);
    expect(EDV.notes).toEqual([
      'EDV of 1.00e+3 mL is outside what the model was trained on (10 to 400 mL); do not rely on it.',
    ]);
  });

  it('has volumes that grow with the cube of the scale and a fraction that does not', () => {
    const volumes = fc.array(fc.double({ min: 10, max: 5000, noNaN: true }), {
      minLength: 2,
      maxLength: 60,
    });
    fc.assert(
      fc.property(volumes, fc.double({ min: 0.3, max: 3, noNaN: true }), (LV, zoom) => {
        const timesMs = LV.map((_, i) => 50 * i);
        const at = (mmPerPixel: number) =>
          summariseClip(volumeFixtureManifest, framesOf(LV), { timesMs, mmPerPixel });
        const [one, other] = [at(5), at(5 * zoom)];
        expect(Object.keys(other)).toEqual(Object.keys(one));
        // Clips that end within systole do not show every value.
        const shown = Object.keys(one).filter((id) => id !== 'EF');
        for (const id of shown) {
          expect(other[id].mean / one[id].mean).toBeCloseTo(zoom ** 3, 6);
        }
        if ('EF' in one) {
          expect(other.EF.mean).toBeCloseTo(one.EF.mean, 6);
          expect(one.EDV.mean).toBeGreaterThanOrEqual(one.ESV.mean);
        }
      }),
    );
  });
});
