import type { PhantomPatient } from '../patient';
import { leftVentricleShape, outerRadius, type LeftVentricleShape } from './left-ventricle-shape';

/** A crescent around the septum. Lengths in cm. */
export interface RightVentricleShape {
  /** z of its apex and of the tricuspid annulus. */
  readonly apex: number;
  readonly base: number;
  /** Width at the base, from the septum to the free wall. */
  readonly width: number;
  /** Outer radius of the left ventricle at `base`. */
  readonly septumRadius: number;
}

/** Direction of the middle of the crescent and of its inlet, degrees around the long axis. */
export const rightVentricleAngle = 168;
export const tricuspidAngle = 183;

/** Distance of the tricuspid annulus from the mitral one, towards the apex, cm. */
const annularOffset = 0.55;
/** Excursion of the tricuspid annulus over that of the mitral one. */
const annularExcursion = 1.6;

/** @param ejected fraction of the stroke volume that has left, 0..1 */
export function rightVentricleShape(
  patient: PhantomPatient,
  leftVentricle: LeftVentricleShape,
  ejected: number,
): RightVentricleShape {
  const fullBase = leftVentricleShape(patient, 0).base;
  const base = fullBase - annularOffset - annularExcursion * (fullBase - leftVentricle.base);
  return {
    apex: 0.17 * base,
    base,
    width:
      patient.anatomy.rightVentricleWidth *
      (1 - patient.anatomy.rightVentricleShortening * ejected),
    septumRadius: outerRadius(leftVentricle, base),
  };
}
