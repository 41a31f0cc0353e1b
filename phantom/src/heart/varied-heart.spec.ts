import { describe, expect, it } from '@jest/globals';
import { randomStream } from '@echonet/models/random';
import { drawPatient, type PhantomPatient } from '../patient';
import { regionCode, type Region } from '../scene/scene';
import { beatClock } from './beat-clock';
import { endSystole } from './cardiac-cycle';
import { heartShape } from './heart-shape';
import { heartTissue } from './heart-tissue';
import type { TissueHit } from './tissue-lookup';
import { scanPlane } from './scan-plane';
import { varyPlane } from './vary-plane';
import { dot } from './vector';

const spacing = 0.17;

/** Volumes of tissues at a phase, mL, by counting points. */
function volumes(patient: PhantomPatient, phase: number): Partial<Record<Region, number>> {
  const shape = heartShape(patient, phase);
  const locate = heartTissue(patient, shape, heartShape(patient, 0));
  const hit: TissueHit = { materialX: 0, materialY: 0, materialZ: 0, distance: Infinity };
  const counts: Partial<Record<Region, number>> = {};
  const names = Object.entries(regionCode) as [Region, number][];
  const nameOf = new Map(names.map(([name, code]) => [code, name]));
  for (let x = -7; x < 7; x += spacing) {
    for (let y = -7; y < 7; y += spacing) {
      for (let z = -2; z < 12; z += spacing) {
        const name = nameOf.get(locate(x, y, z, hit));
        if (name) {
          counts[name] = (counts[name] ?? 0) + spacing ** 3;
        }
      }
    }
  }
  return counts;
}

const cavity = ({
  lvCavity = 0,
  papillaryMuscle = 0,
  mitralLeaflet = 0,
}: Partial<Record<Region, number>>) => lvCavity + papillaryMuscle + mitralLeaflet;

const plain = drawPatient(11, 1, { leadShare: 0 });
const withAnatomy = (change: Partial<PhantomPatient['anatomy']>): PhantomPatient => ({
  ...plain,
  anatomy: { ...plain.anatomy, ...change },
});

describe('a varied heart', () => {
  it('keeps its volumes with trabeculae, chords and a wall that does not contract', () => {
    const changed = withAnatomy({
      trabeculation: 1,
      chordRadius: 0.06,
      papillarySize: 1.4,
      dyskinesia: [
        { lobes: 2, amplitude: 0.2, start: 1, turn: 0 },
        { lobes: 3, amplitude: 0.2, start: 1.5, turn: 0 },
      ],
    });
    for (const [phase, wanted] of [
      [0, plain.edvMl],
      [endSystole, plain.esvMl],
    ]) {
      expect(cavity(volumes(changed, phase)) / wanted).toBeCloseTo(1, 1);
    }
    const { papillaryMuscle = 0 } = volumes(changed, 0);
    expect(papillaryMuscle).toBeGreaterThan(1.3 * (volumes(plain, 0).papillaryMuscle ?? 0));
  });

  it('has fluid around it with an effusion alone', () => {
    expect(volumes(plain, 0).fluid ?? 0).toBe(0);
    expect(volumes(withAnatomy({ effusionCm: 0.6 }), 0).fluid).toBeGreaterThan(30);
  });

  it('has a thicker apex where the patient has one', () => {
    const [thin, thick] = [0.6, 1.3].map((apicalWallShare) =>
      heartShape(withAnatomy({ apicalWallShare }), 0),
    );
    expect(thick.leftVentricle.apicalWall).toBeGreaterThan(1.8 * thin.leftVentricle.apicalWall);
    expect(thick.leftVentricle.radius).toBeCloseTo(thin.leftVentricle.radius);
  });
});

describe('varyPlane', () => {
  it('keeps the axes of the plane perpendicular and the depth within what scanners show', () => {
    for (let index = 0; index < 50; index++) {
      const patient = drawPatient(2, index, { varied: true });
      const plane = scanPlane('A4C', patient, randomStream('plane', index));
      const { lateral, depth, elevation, imagingDepth } = varyPlane(
        plane,
        patient,
        randomStream(index),
      );
      for (const [a, b, product] of [
        [lateral, lateral, 1],
        [depth, depth, 1],
        [elevation, elevation, 1],
        [lateral, depth, 0],
        [depth, elevation, 0],
      ] as const) {
        expect(dot(a, b)).toBeCloseTo(product, 6);
      }
      expect(imagingDepth).toBeGreaterThanOrEqual(8);
      expect(imagingDepth).toBeLessThanOrEqual(24);
    }
  });
});

describe('beatClock with ectopic beats', () => {
  it('has beats that come early and a pause behind each', () => {
    const rhythm = { heartRate: 60, variation: 0, atrialFibrillation: false, ectopicShare: 0.3 };
    const phaseAt = beatClock({ sex: 'F', rhythm }, randomStream('ectopy'));
    const starts: number[] = [];
    for (let ms = 1, before = phaseAt(0); ms < 60_000; ms++) {
      const phase = phaseAt(ms);
      if (phase < before) {
        starts.push(ms);
      }
      before = phase;
    }
    const lengths = starts.slice(1).map((start, i) => start - starts[i]);
    const early = lengths.flatMap((length, i) => (length < 800 ? [i] : []));
    expect(early.length).toBeGreaterThan(5);
    for (const i of early.filter((at) => at + 1 < lengths.length)) {
      expect(lengths[i]).toBeCloseTo(650, -1);
      expect(lengths[i + 1]).toBeCloseTo(1350, -1);
    }
  });
});
