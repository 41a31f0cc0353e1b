import { describe, expect, it } from '@jest/globals';
import { randomStream } from '@echonet/models/random';
import { drawPatient, type PhantomPatient } from '../patient';
import { regionCode, type Region, type TissueSamples } from '../scene/scene';
import { endSystole } from './cardiac-cycle';
import { heartScene } from './heart-scene';
import { heartViews, scanPlane, type HeartView, type ScanPlane } from './scan-plane';
import { dot } from './vector';

const planeOf = (view: HeartView, patient: PhantomPatient): ScanPlane =>
  scanPlane(view, patient, randomStream('spec', view, patient.index));

/** Distance between two points of the grid, cm. */
const spacing = 0.15;

/** Points of a sector, on a grid. */
function sectorGrid({ imagingDepth }: ScanPlane): [Float32Array, Float32Array] {
  const halfAngle = 0.7;
  const lateral: number[] = [];
  const depth: number[] = [];
  for (let v = spacing; v < imagingDepth; v += spacing) {
    for (let u = -imagingDepth; u < imagingDepth; u += spacing) {
      if (Math.hypot(u, v) > imagingDepth || Math.abs(Math.atan2(u, v)) > halfAngle) {
        continue;
      }
      lateral.push(u);
      depth.push(v);
    }
  }
  return [Float32Array.from(lateral), Float32Array.from(depth)];
}

const samples = (count: number): TissueSamples => ({
  region: new Uint8Array(count).fill(255),
  materialX: new Float32Array(count),
  materialY: new Float32Array(count),
  materialZ: new Float32Array(count),
});

/** Area in cm2 and middle of every region in a view of a patient. */
function regionsSeen(view: HeartView, patient: PhantomPatient, phase = 0) {
  const plane = planeOf(view, patient);
  const [lateral, depth] = sectorGrid(plane);
  const into = samples(lateral.length);
  heartScene(patient, plane).at(phase).cut(lateral, depth, into);
  return (region: Region) => {
    const inside = [...lateral.keys()].filter((i) => into.region[i] === regionCode[region]);
    const middle = (of: Float32Array): number =>
      inside.reduce((sum, i) => sum + of[i], 0) / inside.length;
    return { area: inside.length * spacing ** 2, lateral: middle(lateral), depth: middle(depth) };
  };
}

const patients = Array.from({ length: 6 }, (_, index) => drawPatient(21, index));

describe('a scan plane', () => {
  it.each(heartViews)('of %s has three axes at right angles', (view) => {
    for (const patient of patients) {
      const { lateral, depth, elevation } = planeOf(view, patient);
      for (const axis of [lateral, depth, elevation]) {
        expect(dot(axis, axis)).toBeCloseTo(1, 9);
      }
      expect(dot(lateral, depth)).toBeCloseTo(0, 9);
      expect(dot(lateral, elevation)).toBeCloseTo(0, 9);
      expect(dot(depth, elevation)).toBeCloseTo(0, 9);
    }
  });

  it('of A4C shows the ventricles above the atria and the left heart on the right', () => {
    for (const patient of patients) {
      const seen = regionsSeen('A4C', patient, endSystole);
      for (const chamber of ['lvCavity', 'rvCavity', 'laCavity', 'raCavity'] as const) {
        expect(seen(chamber).area).toBeGreaterThan(2);
      }
      expect(seen('lvCavity').lateral).toBeGreaterThan(seen('rvCavity').lateral);
      expect(seen('laCavity').lateral).toBeGreaterThan(seen('raCavity').lateral);
      expect(seen('lvCavity').depth).toBeLessThan(seen('laCavity').depth);
      expect(seen('rvCavity').depth).toBeLessThan(seen('raCavity').depth);
      expect(seen('aorticLumen').area).toBeLessThan(1.5);
    }
  });

  it('of A2C shows the left heart without the right atrium', () => {
    for (const patient of patients) {
      const seen = regionsSeen('A2C', patient);
      expect(seen('lvCavity').area).toBeGreaterThan(5);
      expect(seen('laCavity').area).toBeGreaterThan(1);
      expect(seen('raCavity').area).toBeLessThan(2);
    }
  });

  it('of PLAX shows the aorta above the left atrium, right of the left ventricle', () => {
    for (const patient of patients) {
      const seen = regionsSeen('PLAX', patient, endSystole);
      expect(seen('aorticLumen').area).toBeGreaterThan(1);
      expect(seen('aorticLumen').depth).toBeLessThan(seen('laCavity').depth);
      expect(seen('laCavity').lateral).toBeGreaterThan(seen('lvCavity').lateral);
      expect(seen('rvCavity').depth).toBeLessThan(seen('lvCavity').depth);
    }
  });

  it('of PSAX at the papillary muscles shows a ring with two muscles and no atria', () => {
    for (const patient of patients) {
      const seen = regionsSeen('PSAX papillary muscles', patient);
      expect(seen('lvWall').area).toBeGreaterThan(5);
      expect(seen('papillaryMuscle').area).toBeGreaterThan(0.2);
      expect(seen('laCavity').area + seen('raCavity').area).toBeLessThan(0.5);
      expect(seen('rvCavity').depth).toBeLessThan(seen('lvCavity').depth);
    }
  });

  it('from below the ribs shows liver, then the right heart, then the left', () => {
    for (const patient of patients) {
      const seen = regionsSeen('subcostal 4C', patient);
      expect(seen('liver').area).toBeGreaterThan(1);
      expect(seen('liver').depth).toBeLessThan(seen('rvCavity').depth);
      expect(seen('rvCavity').depth).toBeLessThan(seen('lvCavity').depth);
      expect(seen('lvCavity').lateral).toBeGreaterThan(seen('laCavity').lateral);
    }
  });

  it('is set deeper for large patients', () => {
    const depths = (heavy: boolean): number[] =>
      Array.from({ length: 300 }, (_, index) => drawPatient(4, index))
        .filter(({ weightKg }) => weightKg > 90 === heavy)
        .map((patient) => planeOf('A4C', patient).imagingDepth);
    const mean = (values: number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
    expect(mean(depths(true))).toBeGreaterThan(mean(depths(false)) + 1);
  });
});

describe('a scene of the heart', () => {
  it('answers for every point and is the same every time', () => {
    const [patient] = patients;
    const plane = planeOf('A4C', patient);
    const [lateral, depth] = sectorGrid(plane);
    const scene = heartScene(patient, plane);
    const [first, second] = [samples(lateral.length), samples(lateral.length)];
    scene.at(0.4).cut(lateral, depth, first);
    scene.at(0.9).cut(lateral, depth, second);
    expect(first).not.toEqual(second);
    scene.at(0.4).cut(lateral, depth, second);
    expect(first).toEqual(second);
    expect(Math.max(...first.region)).toBeLessThan(255);
    expect(first.materialX.every(Number.isFinite)).toBe(true);
  });

  it('shows a good length of the lead in A4C, in most who have one and in no one else', () => {
    const seen = Array.from({ length: 40 }, (_, index) => {
      const patient = drawPatient(8, index, { leadShare: 1 });
      const moment = heartScene(patient, planeOf('A4C', patient)).at(endSystole);
      const points = moment.reflectors.reduce((sum, { points }) => sum + points.length / 3, 0);
      // Points are at most a millimetre apart.
      return points * 0.06;
    });
    expect(seen.filter((length) => length > 2).length).toBeGreaterThan(32);
    const without = drawPatient(8, 0, { leadShare: 0 });
    expect(heartScene(without, planeOf('A4C', without)).at(0).reflectors).toEqual([]);
  });
});
