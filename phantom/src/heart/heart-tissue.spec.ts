import { describe, expect, it } from '@jest/globals';
import { drawPatient, type PhantomPatient } from '../patient';
import { regionCode, type Region } from '../scene/scene';
import { ejectedShare, endSystole } from './cardiac-cycle';
import { outside, type TissueHit } from './tissue-lookup';
import { towards } from './coordinates';
import { heartShape } from './heart-shape';
import { heartTissue } from './heart-tissue';
import { pacingLead } from './pacing-lead';

const hit = (): TissueHit => ({ materialX: 0, materialY: 0, materialZ: 0, distance: 0 });
const tissueAt = (patient: PhantomPatient, phase: number) =>
  heartTissue(patient, heartShape(patient, phase), heartShape(patient, 0));

/** What a count of points says about the heart's regions, mL. */
type Counted = Record<Region, number> & {
  /** Part of the left ventricle's wall that the outflow tract takes. */
  readonly pierced: number;
};

/** Volume of every region, by a low-discrepancy sequence of points (Roberts 2018) in a box. */
function countedMl(patient: PhantomPatient, phase: number, points = 80_000): Counted {
  const locate = tissueAt(patient, phase);
  const { leftAtrium, leftVentricle } = heartShape(patient, phase);
  const radius = Math.max(leftVentricle.outerRadius, leftAtrium.radiusX + 0.2);
  const height = leftAtrium.roof;
  const centreY = 0.2;
  const pointMl = (2 * radius * (2 * radius + 1) * height) / points;
  const count = new Float64Array(Object.keys(regionCode).length);
  let pierced = 0;
  const scratch = hit();
  const step = 1.2207440846057596;
  for (let i = 1; i <= points; i++) {
    const x = radius * (2 * ((i / step) % 1) - 1);
    const y = centreY + (radius + 0.5) * (2 * ((i / step ** 2) % 1) - 1);
    const z = height * ((i / step ** 3) % 1);
    const region = locate(x, y, z, scratch);
    if (region === outside) {
      continue;
    }
    count[region] += pointMl;
    if (region === regionCode.aorticLumen && z < leftVentricle.base) {
      pierced += pointMl;
    }
  }
  const counted = Object.fromEntries(
    Object.entries(regionCode).map(([region, code]) => [region, count[code]]),
  ) as Record<Region, number>;
  return { ...counted, pierced };
}

/** Calcium and leaflets straddle borders: these patients have neither in the way. */
const withoutValves = (patient: PhantomPatient): PhantomPatient => ({
  ...patient,
  anatomy: { ...patient.anatomy, annularCalcification: 0, leafletThickness: 0 },
});

const leftVentricularMl = (counted: Record<Region, number>): number =>
  counted.lvCavity + counted.papillaryMuscle;

const patients = [0, 1, 2, 3].map((index) => withoutValves(drawPatient(11, index)));
const small = withoutValves({
  ...drawPatient(11, 5),
  edvMl: 40,
  esvMl: 12,
  efPercent: 70,
  laVolumeMl: 25,
  wallThicknessCm: 0.7,
});
const failing = withoutValves({
  ...drawPatient(11, 6),
  edvMl: 330,
  esvMl: 270,
  efPercent: 100 * (60 / 330),
  laVolumeMl: 180,
  wallThicknessCm: 1.5,
});

describe('the beating heart', () => {
  it.each(
    [...patients, small, failing].map((patient) => [patient.edvMl.toFixed(0), patient] as const),
  )('has the volumes that its labels say and keeps its muscle (EDV %s mL)', (_, patient) => {
    const fullest = countedMl(patient, 0);
    const emptiest = countedMl(patient, endSystole);
    const off = (counted: number, label: number): number => Math.abs(counted / label - 1);
    expect(off(leftVentricularMl(fullest), patient.edvMl)).toBeLessThan(0.01);
    expect(off(leftVentricularMl(emptiest), patient.esvMl)).toBeLessThan(0.02);
    expect(off(emptiest.laCavity, patient.laVolumeMl)).toBeLessThan(0.015);
    const muscle = ({ lvWall, pierced }: Counted): number => lvWall + pierced;
    expect(off(muscle(emptiest), muscle(fullest))).toBeLessThan(0.01);
    expect(fullest.pierced / muscle(fullest)).toBeLessThan(0.05);
  });

  it('is fullest at end-diastole and emptiest at end-systole', () => {
    const [patient] = patients;
    const volumes = [0, 0.1, 0.2, endSystole, 0.5, 0.7, 0.95].map((phase) =>
      leftVentricularMl(countedMl(patient, phase, 25_000)),
    );
    expect(Math.max(...volumes)).toBe(volumes[0]);
    expect(Math.min(...volumes)).toBe(volumes[3]);
  });

  it('has a right atrium as long as its label says at end-systole', () => {
    for (const patient of [...patients, small, failing]) {
      const locate = tissueAt(patient, endSystole);
      const { rightAtrium } = heartShape(patient, endSystole);
      const step = 0.01;
      let length = 0;
      for (let z = 0; z < 25; z += step) {
        if (locate(rightAtrium.x, rightAtrium.y, z, hit()) === regionCode.raCavity) {
          length += step;
        }
      }
      expect(Math.abs(length - patient.raDimensionCm)).toBeLessThan(0.03);
    }
  });

  it('has walls of the labelled thickness in the middle, which thicken in systole', () => {
    for (const patient of patients) {
      const thickness = (phase: number): number => {
        const locate = tissueAt(patient, phase);
        const { centre } = heartShape(patient, phase).leftVentricle;
        const [x, y] = towards(270);
        const step = 0.005;
        let wall = 0;
        for (let r = 0; r < 8; r += step) {
          if (locate(r * x, r * y, centre, hit()) === regionCode.lvWall) {
            wall += step;
          }
        }
        return wall;
      };
      expect(Math.abs(thickness(0) / patient.wallThicknessCm - 1)).toBeLessThan(0.1);
      expect(thickness(endSystole)).toBeGreaterThan(1.05 * thickness(0));
    }
  });

  it('moves its annuli towards an apex that stays', () => {
    for (const patient of patients) {
      const [rest, squeezed] = [heartShape(patient, 0), heartShape(patient, endSystole)];
      expect(squeezed.leftVentricle.base).toBeLessThan(rest.leftVentricle.base - 0.2);
      expect(squeezed.rightVentricle.base).toBeLessThan(rest.rightVentricle.base - 0.2);
      for (const shape of [rest, squeezed]) {
        const locate = tissueAt(patient, shape === rest ? 0 : endSystole);
        expect(locate(0, 0, 0.05, hit())).toBe(regionCode.lvWall);
        expect(locate(0, 0, -0.05, hit())).not.toBe(regionCode.lvWall);
      }
    }
  });

  it('says for every piece of muscle where it lies at end-diastole', () => {
    const [patient] = patients;
    const [rest, squeezed] = [tissueAt(patient, 0), tissueAt(patient, endSystole)];
    const at = hit();
    let pieces = 0;
    for (let z = 0.1; z < 8; z += 0.31) {
      for (let x = -5; x < 5; x += 0.23) {
        if (squeezed(x, 0.4, z, at) !== regionCode.lvWall) {
          continue;
        }
        // A hair inside, for rounding at the borders.
        const [mx, my, mz] = [at.materialX, at.materialY, at.materialZ];
        const around = [0, 0.02, -0.02].map((d) => rest(mx + d, my, mz + d / 2, hit()));
        expect(around).toContain(regionCode.lvWall);
        pieces++;
      }
    }
    expect(pieces).toBeGreaterThan(50);
  });

  it('closes its mitral valve in systole and opens it in early diastole', () => {
    const patient = drawPatient(11, 0);
    const crossedOnTheWayIn = (phase: number): number => {
      const locate = tissueAt(patient, phase);
      const { base, basalRadius } = heartShape(patient, phase).leftVentricle;
      const [x, y] = towards(330);
      let blocked = 0;
      for (let share = -0.3; share <= 0.3; share += 0.1) {
        const r = share * basalRadius;
        for (let z = base; z > base - 2; z -= 0.02) {
          if (locate(r * x, r * y, z, hit()) === regionCode.mitralLeaflet) {
            blocked++;
            break;
          }
        }
      }
      return blocked;
    };
    expect(crossedOnTheWayIn(0.2)).toBeGreaterThan(5);
    expect(crossedOnTheWayIn(0.5)).toBeLessThan(4);
  });

  it('leads a pacing lead through the right heart and nowhere else', () => {
    const through = new Set(
      (['raCavity', 'rvCavity', 'tricuspidLeaflet', 'raWall', 'rvWall'] as const).map(
        (region) => regionCode[region],
      ),
    );
    for (const patient of patients) {
      for (const phase of [0, endSystole, 0.5]) {
        const locate = tissueAt(patient, phase);
        const points = pacingLead(patient, heartShape(patient, phase));
        const inside = points.filter(([x, y, z]) => through.has(locate(x, y, z, hit())));
        expect(inside.length / points.length).toBeGreaterThan(0.9);
        points.slice(1).forEach((point, i) => {
          expect(Math.hypot(...point.map((c, axis) => c - points[i][axis]))).toBeLessThan(0.1);
        });
      }
    }
  });
});

describe('the ejected share of the stroke volume', () => {
  it.each([0, 0.3])('rises to end-systole and returns (atrial kick %d)', (kick) => {
    expect(ejectedShare(0, kick)).toBe(0);
    expect(ejectedShare(endSystole, kick)).toBe(1);
    expect(ejectedShare(1, kick)).toBeCloseTo(0, 9);
    for (let phase = 0; phase <= 1; phase += 0.01) {
      expect(ejectedShare(phase, kick)).toBeGreaterThanOrEqual(-1e-9);
      expect(ejectedShare(phase, kick)).toBeLessThanOrEqual(1 + 1e-9);
    }
  });
});
