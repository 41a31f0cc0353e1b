import { describe, expect, it } from '@jest/globals';
import { ejectedShare, heartShape, systoleShare } from './heart-cycle';
import { drawPatient, type PhantomPatient } from './patient';
import { renderClip } from './render-clip';
import { heartTissue, leadPath } from './tissue';

const cohort = (patients: number): PhantomPatient[] =>
  Array.from({ length: patients }, (_, index) => drawPatient(1, index, 0.131));
const mean = (values: number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
const spread = (values: number[]): number =>
  Math.sqrt(mean(values.map((value) => (value - mean(values)) ** 2)));

/** Blood between the apex and the mitral plane, turned around the long axis: Pappus' rings. */
function volumeOfDrawnCavity(patient: PhantomPatient, phase: number): number {
  const shape = heartShape(patient, phase);
  const tissue = heartTissue(patient.anatomy, { ...shape, mitralOpening: 0 });
  const step = 0.02;
  let volume = 0;
  for (let u = step / 2; u < shape.length; u += step) {
    let radius = 0;
    // Leaflets belong to the cavity: only the wall ends it.
    while (radius < 12 && isCavity(tissue(u, radius))) radius += step;
    volume += Math.PI * radius * radius * step;
  }
  return volume;
}
const isCavity = (amplitude: number): boolean => amplitude < 0.1 || amplitude > 2;

describe('a phantom patient', () => {
  it('is the same for the same seed and index, and another for another', () => {
    expect(drawPatient(5, 3, 0.2)).toEqual(drawPatient(5, 3, 0.2));
    expect(drawPatient(5, 3, 0.2)).not.toEqual(drawPatient(5, 4, 0.2));
    expect(drawPatient(5, 3, 0.2)).not.toEqual(drawPatient(6, 3, 0.2));
  });

  it('comes from a cohort near the one of the paper', () => {
    const patients = cohort(3000);
    const edv = patients.map(({ edvMl }) => edvMl);
    const ef = patients.map(({ efPercent }) => efPercent);
    expect(Math.abs(mean(edv) - 95.1)).toBeLessThan(8);
    expect(Math.abs(spread(edv) - 48.2)).toBeLessThan(10);
    expect(Math.abs(mean(ef) - 55.1)).toBeLessThan(2);
    expect(Math.abs(spread(ef) - 12.2)).toBeLessThan(2);
    expect(Math.abs(mean(patients.map(({ hasLead }) => Number(hasLead))) - 0.131)).toBeLessThan(
      0.03,
    );
    expect(Math.abs(mean(patients.map(({ heightM }) => heightM)) - 1.69)).toBeLessThan(0.03);
    expect(Math.abs(mean(patients.map(({ weightKg }) => weightKg)) - 78)).toBeLessThan(3);
  });

  it('has EF that follows from its volumes', () => {
    for (const { edvMl, esvMl, efPercent } of cohort(50)) {
      expect((100 * (edvMl - esvMl)) / edvMl).toBeCloseTo(efPercent, 6);
    }
  });
});

describe('the beating heart', () => {
  it('is fullest at end-diastole and emptiest at end-systole, and closes the cycle', () => {
    expect(ejectedShare(0)).toBe(0);
    expect(ejectedShare(systoleShare)).toBe(1);
    expect(ejectedShare(1)).toBeCloseTo(0, 9);
    for (let phase = 0; phase <= 1; phase += 0.01) {
      expect(ejectedShare(phase)).toBeGreaterThanOrEqual(-1e-9);
      expect(ejectedShare(phase)).toBeLessThanOrEqual(1 + 1e-9);
    }
  });

  it('draws a cavity whose volume is the labelled one', () => {
    for (const patient of cohort(6)) {
      for (const [phase, volume] of [
        [0, patient.edvMl],
        [systoleShare, patient.esvMl],
      ] as const) {
        expect(volumeOfDrawnCavity(patient, phase) / volume).toBeCloseTo(1, 1);
      }
    }
  });

  it('thickens its wall while it empties', () => {
    for (const patient of cohort(20)) {
      expect(heartShape(patient, systoleShare).wallThickness).toBeGreaterThan(
        heartShape(patient, 0).wallThickness,
      );
    }
  });

  it('leads a pacing lead through the right heart, never through the left ventricle', () => {
    for (const patient of cohort(20)) {
      const shape = heartShape(patient, 0);
      for (const [, w] of leadPath(patient.anatomy, shape)) expect(w).toBeLessThan(0);
    }
  });
});

describe('a rendered clip', () => {
  const format = { Rows: 120, Columns: 160, frameCount: 3, frameTimeMs: 100 };

  it('has every frame at the asked size and moves from frame to frame', () => {
    const clip = renderClip(1, drawPatient(1, 0, 0), format);
    expect(clip.frames).toHaveLength(3);
    for (const frame of clip.frames) {
      expect(frame).toHaveLength(120 * 160 * clip.samplesPerPixel);
    }
    expect(Buffer.compare(clip.frames[0], clip.frames[2])).not.toBe(0);
  });

  it('is brighter in the right heart where a lead runs', () => {
    const without = drawPatient(1, 2, 0);
    const bright = (patient: PhantomPatient): number => {
      const { frames, samplesPerPixel } = renderClip(1, patient, format);
      let count = 0;
      for (let row = 30; row < 120; row += 1) {
        for (let column = 0; column < 80; column += 1) {
          if (frames[0][(row * 160 + column) * samplesPerPixel] > 230) count += 1;
        }
      }
      return count;
    };
    expect(bright({ ...without, hasLead: true })).toBeGreaterThan(bright(without) + 20);
  });
});
