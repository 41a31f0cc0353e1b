import type { PhantomPatient } from '../patient';
import { leftAtriumShape, rightAtriumShape, roofExcursion, type AtriumShape } from './atrium-shape';
import { aorticOpening, atrioventricularOpening, ejectedShare } from './cardiac-cycle';
import { towards } from './coordinates';
import { leftVentricleShape, type LeftVentricleShape } from './left-ventricle-shape';
import { rightVentricleShape, type RightVentricleShape } from './right-ventricle-shape';

/** A tube from the base of the left ventricle, tilted away from the left atrium. Lengths in cm. */
export interface AortaShape {
  /** Centre of its origin in the plane of the mitral annulus. */
  readonly x: number;
  readonly y: number;
  readonly base: number;
  /** Radius of the outflow tract. */
  readonly radius: number;
}

/** Geometry of the heart at one phase of the cycle. */
export interface HeartShape {
  readonly leftVentricle: LeftVentricleShape;
  readonly leftAtrium: AtriumShape;
  readonly rightVentricle: RightVentricleShape;
  readonly rightAtrium: AtriumShape;
  readonly aorta: AortaShape;
  /** Opening of the valves: 0 closed, 1 open. */
  readonly atrioventricularOpening: number;
  readonly aorticOpening: number;
  /** Fraction of the stroke volume that has left: 0 at end-diastole, 1 at end-systole. */
  readonly ejected: number;
}

/** Contribution of atrial contraction to filling in sinus rhythm. */
const atrialKickShare = 0.3;

/** Direction of the aorta's origin, degrees around the long axis. */
export const aortaAngle = 125;

/**
 * The volume of the left ventricle's cavity goes exactly from the patient's EDV to ESV and back, and
 * that of its wall is constant; at end-systole the left atrium has exactly LAVolume and the right
 * atrium exactly RADimension.
 *
 * @param phase fraction of the cycle since end-diastole, 0..1
 */
export function heartShape(patient: PhantomPatient, phase: number): HeartShape {
  const kick = patient.rhythm.atrialFibrillation ? 0 : atrialKickShare;
  const ejected = ejectedShare(phase, kick);
  const leftVentricle = leftVentricleShape(patient, ejected);
  const fullest = leftVentricleShape(patient, 0);
  const emptiest = leftVentricleShape(patient, 1);
  const leftAtrium = leftAtriumShape(patient, leftVentricle.base, emptiest.base, ejected);
  const rightVentricle = rightVentricleShape(patient, leftVentricle, ejected);
  const rightVentricleEmptied = rightVentricleShape(patient, emptiest, 1);
  const [aortaX, aortaY] = towards(aortaAngle);
  const aortaDistance = (fullest.basalRadius + leftVentricle.basalRadius) / 2 - 0.2;
  return {
    leftVentricle,
    leftAtrium,
    rightVentricle,
    rightAtrium: rightAtriumShape(
      patient,
      rightVentricle,
      rightVentricleEmptied.base +
        patient.raDimensionCm +
        roofExcursion * (rightVentricle.base - rightVentricleEmptied.base),
      leftAtrium,
      ejected,
    ),
    aorta: {
      x: aortaX * aortaDistance,
      y: aortaY * aortaDistance,
      base: leftVentricle.base,
      radius: patient.anatomy.outflowDiameter / 2,
    },
    atrioventricularOpening: atrioventricularOpening(phase, kick),
    aorticOpening: aorticOpening(phase),
    ejected,
  };
}
