import type { PhantomPatient } from '../patient';
import { towards } from './coordinates';
import type { HeartShape } from './heart-shape';
import { outerRadius } from './left-ventricle-shape';
import { tricuspidAngle } from './right-ventricle-shape';
import { crescentWidth } from './right-ventricle';
import type { Vector3 } from './vector';

/** Radius of a pacing or defibrillator lead, cm: 6 to 9 French. */
export const leadRadiusCm = 0.12;

/** Distance between neighbouring points along the lead is below this, cm. */
const spacing = 0.06;

/**
 * The way of a lead through the right heart at one moment: from the superior vena cava's mouth in
 * the roof of the right atrium through the tricuspid valve, along the ventricle's floor to its apex.
 *
 * @returns points in heart coordinates, at most 0.1 cm apart
 */
export function pacingLead({ anatomy }: PhantomPatient, shape: HeartShape): Vector3[] {
  const { rightAtrium, rightVentricle, leftVentricle } = shape;
  const [tip, bend, sway] = anatomy.leadPosition;
  /** In the right ventricle, `part` of the way from the septum to the free wall. */
  const inVentricle = (z: number, part: number, y: number): Vector3 => {
    const septum = outerRadius(leftVentricle, z);
    const width = crescentWidth(rightVentricle.apex, rightVentricle.base, rightVentricle.width, z);
    const [x] = towards(tricuspidAngle);
    return [x * (septum + part * width), y, z];
  };
  const { apex, base } = rightVentricle;
  const valve = inVentricle(base, 0.5 + 0.12 * bend, 0.25 + 0.15 * sway);
  const roof = rightAtrium.roof;
  return alongCurve([
    [rightAtrium.x + 0.25 * rightAtrium.radiusX * bend, rightAtrium.y - 0.35, roof + 0.1],
    [
      rightAtrium.x - 0.3 * rightAtrium.radiusX * (1 + 0.3 * sway),
      rightAtrium.y - 0.1,
      base + 0.55 * (roof - base),
    ],
    valve,
    inVentricle(apex + 0.62 * (base - apex), 0.5 + 0.25 * bend, 0.2 + 0.15 * tip),
    inVentricle(apex + 0.3 * (base - apex), 0.45 + 0.2 * tip, 0.1 + 0.12 * sway),
    inVentricle(apex + 0.1 * (base - apex), 0.5 + 0.2 * tip, 0.05 + 0.1 * tip),
  ]);
}

/** Points along a curve through the knots: Catmull and Rom (1974). */
function alongCurve(knots: readonly Vector3[]): Vector3[] {
  const points: Vector3[] = [];
  for (let part = 0; part < knots.length - 1; part++) {
    const b = knots[part];
    const c = knots[part + 1];
    const a = knots[part - 1] ?? b;
    const d = knots[part + 2] ?? c;
    const steps = Math.ceil(Math.hypot(c[0] - b[0], c[1] - b[1], c[2] - b[2]) / spacing);
    for (let step = 0; step < steps; step++) {
      const t = step / steps;
      const at = (axis: 0 | 1 | 2): number =>
        0.5 *
        (2 * b[axis] +
          (c[axis] - a[axis]) * t +
          (2 * a[axis] - 5 * b[axis] + 4 * c[axis] - d[axis]) * t * t +
          (3 * b[axis] - a[axis] - 3 * c[axis] + d[axis]) * t * t * t);
      points.push([at(0), at(1), at(2)]);
    }
  }
  return points;
}
