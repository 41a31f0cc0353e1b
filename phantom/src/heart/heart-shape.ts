import type { PhantomPatient } from '../patient';
import { aorticOpening, atrioventricularOpening, ejectedShare } from './cardiac-cycle';
import {
  lengthPerSemiAxis,
  truncatedEllipsoidMl,
  truncation,
  valveRadiusShare,
  volumeFactor,
} from './truncated-ellipsoid';

/*
 * Heart coordinates, cm: the origin is the outer apex of the left ventricle, which hardly moves; z
 * runs along the ventricle's long axis to the base, x to the lateral wall (the patient's left), y
 * to the inferior wall. Angles around the long axis are counted from the lateral wall through the
 * anterior one: lateral 0, anterior 60, anteroseptal 120, inferoseptal 180, inferior 240,
 * inferolateral 300 degrees, as the six segments of Cerqueira et al., Circulation 105:539 (2002).
 */

/** Unit vector across the long axis at an angle in degrees, see above. */
export function towards(degrees: number): readonly [x: number, y: number] {
  const angle = (degrees * Math.PI) / 180;
  return [Math.cos(angle), -Math.sin(angle)];
}

/** The cavity and the outside of its wall: ellipsoids cut by the plane of the mitral annulus. */
export interface LeftVentricleShape {
  /** Largest radius of the cavity. */
  readonly radius: number;
  /** Long half axis of the cavity and z of its middle. */
  readonly semiAxis: number;
  readonly centre: number;
  /** Largest radius, long half axis and z of the middle of the outside; its apex is the origin. */
  readonly outerRadius: number;
  readonly outerSemiAxis: number;
  /** Thickness of the wall over the apex. */
  readonly apicalWall: number;
  /** z of the mitral annulus. */
  readonly base: number;
  /** Radius of the cavity at the mitral annulus. */
  readonly basalRadius: number;
  /** Turn of the apex against the base, radians. */
  readonly twist: number;
}

/** An ellipsoid cut by the plane of its valve. Its roof follows the valve a part of the way. */
export interface AtriumShape {
  readonly x: number;
  readonly y: number;
  readonly radiusX: number;
  readonly radiusY: number;
  readonly semiAxis: number;
  /** z of the ellipsoid's centre, of the valve's plane and of the roof. */
  readonly centre: number;
  readonly base: number;
  readonly roof: number;
}

/** A crescent around the septum. */
export interface RightVentricleShape {
  /** z of its apex and of the tricuspid annulus. */
  readonly apex: number;
  readonly base: number;
  /** Width at the base, from the septum to the free wall. */
  readonly width: number;
  /** Outer radius of the left ventricle at `base`. */
  readonly septumRadius: number;
}

/** A tube from the left ventricle's base, leaning away from the left atrium. */
export interface AortaShape {
  /** Middle of its mouth in the plane of the mitral annulus. */
  readonly x: number;
  readonly y: number;
  readonly base: number;
  /** Radius of the outflow tract. */
  readonly radius: number;
}

/** The heart at one moment. */
export interface HeartShape {
  readonly leftVentricle: LeftVentricleShape;
  readonly leftAtrium: AtriumShape;
  readonly rightVentricle: RightVentricleShape;
  readonly rightAtrium: AtriumShape;
  readonly aorta: AortaShape;
  /** 0 closed .. 1 open. */
  readonly atrioventricularOpening: number;
  readonly aorticOpening: number;
  /** Part of the stroke volume that has left: 0 at end-diastole, 1 at end-systole. */
  readonly ejected: number;
}

/** Thickness of the wall over the apex and at the annulus, over that around the cavity. */
const apicalThinning = 0.65;
const basalThinning = 0.5;

/** Part of the filling that a healthy atrium's contraction does. */
const atrialKickShare = 0.3;

/** Where the aorta leaves the base, degrees around the long axis. */
export const aortaAngle = 125;

/** Middle of the right ventricle's crescent, and of its inlet, which lies behind. */
export const rightVentricleAngle = 168;
export const tricuspidAngle = 183;

/**
 * The heart of a patient at a phase of the cycle. The left ventricle's cavity has exactly the
 * volume that lies between the patient's EDV and ESV, its wall the volume that it has at
 * end-diastole; the left atrium has exactly LAVolume and the right atrium exactly RADimension at
 * end-systole.
 *
 * @param phase part of the cycle since end-diastole, 0..1
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

function leftVentricleShape(patient: PhantomPatient, ejected: number): LeftVentricleShape {
  const { anatomy, edvMl, esvMl, wallThicknessCm } = patient;
  const fullLength = (edvMl / (volumeFactor * anatomy.sphericity ** 2)) ** (1 / 3);
  const fullSemiAxis = fullLength / lengthPerSemiAxis;
  const wallMl = wallVolumeMl(anatomy.sphericity * fullLength, fullSemiAxis, wallThicknessCm);
  const semiAxis = fullSemiAxis * (1 - anatomy.longitudinalShortening * ejected);
  const volumeMl = edvMl - (edvMl - esvMl) * ejected;
  const radius = Math.sqrt(volumeMl / (volumeFactor * semiAxis * lengthPerSemiAxis));
  const wall = wallFor(radius, semiAxis, wallMl);
  const apicalWall = apicalThinning * wall;
  const centre = apicalWall + semiAxis;
  return {
    radius,
    semiAxis,
    centre,
    outerRadius: radius + wall,
    outerSemiAxis: outerSemiAxis(radius, semiAxis, wall),
    apicalWall,
    base: centre + truncation * semiAxis,
    basalRadius: radius * valveRadiusShare,
    twist: anatomy.twist * ejected,
  };
}

/**
 * Long half axis of the wall's outside, which starts at z = 0 and has thinned to `basalThinning`
 * where the annulus cuts it: r(base) = outer radius * sqrt(1 - ((base - A) / A)^2).
 */
function outerSemiAxis(radius: number, semiAxis: number, wall: number): number {
  const base = apicalThinning * wall + lengthPerSemiAxis * semiAxis;
  const share = (radius * valveRadiusShare + basalThinning * wall) / (radius + wall);
  return base / (1 + Math.sqrt(1 - share * share));
}

/** Volume of the wall around a left ventricular cavity, mL. */
function wallVolumeMl(radius: number, semiAxis: number, wall: number): number {
  const outer = radius + wall;
  const base = apicalThinning * wall + lengthPerSemiAxis * semiAxis;
  const outerAxis = outerSemiAxis(radius, semiAxis, wall);
  return (
    truncatedEllipsoidMl(outer, outer, outerAxis, base - outerAxis) -
    truncatedEllipsoidMl(radius, radius, semiAxis, truncation * semiAxis)
  );
}

/** Thickness at which the wall has the wanted volume, by bisection. */
function wallFor(radius: number, semiAxis: number, wallMl: number): number {
  let [low, high] = [0, 6];
  for (let step = 0; step < 45; step++) {
    const middle = (low + high) / 2;
    if (wallVolumeMl(radius, semiAxis, middle) < wallMl) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** The roofs of the atria move this part of the way that their valves move. */
const roofExcursion = 0.4;

/** Half width of the left atrium over its length at end-systole. */
const leftAtrialHalfWidth = 0.43;

function leftAtriumShape(
  { anatomy, laVolumeMl }: PhantomPatient,
  base: number,
  emptiestBase: number,
  ejected: number,
): AtriumShape {
  const { leftAtrialFlatness, atrialEmptying } = anatomy;
  const fullLength =
    (laVolumeMl / (volumeFactor * leftAtrialHalfWidth ** 2 * leftAtrialFlatness)) ** (1 / 3);
  const roof = emptiestBase + fullLength + roofExcursion * (base - emptiestBase);
  const length = roof - base;
  const volumeMl = laVolumeMl * (1 - atrialEmptying * (1 - ejected));
  const radiusX = Math.sqrt(volumeMl / (volumeFactor * leftAtrialFlatness * length));
  return {
    x: 0.1,
    // Behind the aorta.
    y: 0.55,
    radiusX,
    radiusY: radiusX * leftAtrialFlatness,
    ...alongAxis(base, length),
  };
}

const alongAxis = (
  base: number,
  length: number,
): Pick<AtriumShape, 'base' | 'roof' | 'centre' | 'semiAxis'> => {
  const semiAxis = length / lengthPerSemiAxis;
  return { base, roof: base + length, centre: base + truncation * semiAxis, semiAxis };
};

/** The tricuspid annulus lies this much nearer to the apex than the mitral one, cm. */
const annularOffset = 0.55;
/** And moves this much more. */
const annularExcursion = 1.6;

function rightVentricleShape(
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

/** Outer radius of the left ventricle at a height z, cm; 0 beyond its apex. */
export function outerRadius(shape: LeftVentricleShape, z: number): number {
  const along = z / shape.outerSemiAxis - 1;
  const share = 1 - along * along;
  return share > 0 ? shape.outerRadius * Math.sqrt(share) : 0;
}

/** Radius of the left ventricle's cavity at a height z, cm; 0 beyond its apex. */
export function cavityRadius(shape: LeftVentricleShape, z: number): number {
  const along = (z - shape.centre) / shape.semiAxis;
  const share = 1 - along * along;
  return share > 0 ? shape.radius * Math.sqrt(share) : 0;
}

/** Thickness of the wall between the atria, cm. */
export const atrialSeptum = 0.22;

function rightAtriumShape(
  { anatomy, raDimensionCm }: PhantomPatient,
  rightVentricle: RightVentricleShape,
  roof: number,
  leftAtrium: AtriumShape,
  ejected: number,
): AtriumShape {
  const radiusX =
    (raDimensionCm / 2) * anatomy.rightAtrialWidth * Math.sqrt(1 - 0.3 * (1 - ejected));
  const [alongX, alongY] = towards(tricuspidAngle);
  const valve = rightVentricle.septumRadius + 0.42 * rightVentricle.width;
  // The atria share a wall: the right one reaches a little into the left one, which has precedence.
  const touching = leftAtrium.x - leftAtrium.radiusX - atrialSeptum - radiusX + 0.45;
  // But its axis stays above its valve, clear of the ventricular septum.
  const nearest = -1.06 * rightVentricle.septumRadius - 0.15;
  const x = Math.min(nearest, Math.max(valve * alongX - 0.7, touching));
  return {
    x,
    y: valve * alongY + 0.1,
    radiusX,
    radiusY: radiusX,
    ...alongAxis(rightVentricle.base, roof - rightVentricle.base),
  };
}
