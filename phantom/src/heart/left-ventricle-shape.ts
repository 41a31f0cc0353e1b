import type { PhantomPatient } from '../patient';
import {
  lengthPerSemiAxis,
  truncatedEllipsoidMl,
  truncation,
  valveRadiusShare,
  volumeFactor,
} from './truncated-ellipsoid';

/**
 * Cavity and epicardium: ellipsoids truncated by the plane of the mitral annulus. Lengths in cm.
 */
export interface LeftVentricleShape {
  /** Largest radius of the cavity. */
  readonly radius: number;
  /** Long half axis of the cavity and z of its centre. */
  readonly semiAxis: number;
  readonly centre: number;
  /** Largest radius and long half axis of the epicardium, whose apex is the origin. */
  readonly outerRadius: number;
  readonly outerSemiAxis: number;
  /** Thickness of the wall at the apex. */
  readonly apicalWall: number;
  /** z of the mitral annulus. */
  readonly base: number;
  /** Radius of the cavity at the mitral annulus. */
  readonly basalRadius: number;
  /** Rotation of the apex against the base, radians. */
  readonly twist: number;
}

/** Thickness of the wall at the apex and at the annulus relative to the rest. */
interface WallShares {
  readonly apical: number;
  readonly basal: number;
}

const usualShares: WallShares = { apical: 0.65, basal: 0.5 };

/** @param ejected fraction of the stroke volume that has left, 0..1 */
export function leftVentricleShape(patient: PhantomPatient, ejected: number): LeftVentricleShape {
  const { anatomy, edvMl, esvMl, wallThicknessCm } = patient;
  const shares = {
    apical: anatomy.apicalWallShare ?? usualShares.apical,
    basal: anatomy.basalWallShare ?? usualShares.basal,
  };
  const fullLength = (edvMl / (volumeFactor * anatomy.sphericity ** 2)) ** (1 / 3);
  const fullSemiAxis = fullLength / lengthPerSemiAxis;
  const wallMl = wallVolumeMl(
    anatomy.sphericity * fullLength,
    fullSemiAxis,
    wallThicknessCm,
    shares,
  );
  const semiAxis = fullSemiAxis * (1 - anatomy.longitudinalShortening * ejected);
  const volumeMl = edvMl - (edvMl - esvMl) * ejected;
  const radius = Math.sqrt(volumeMl / (volumeFactor * semiAxis * lengthPerSemiAxis));
  const wall = wallFor(radius, semiAxis, wallMl, shares);
  const apicalWall = shares.apical * wall;
  const centre = apicalWall + semiAxis;
  return {
    radius,
    semiAxis,
    centre,
    outerRadius: radius + wall,
    outerSemiAxis: outerSemiAxis(radius, semiAxis, wall, shares),
    apicalWall,
    base: centre + truncation * semiAxis,
    basalRadius: radius * valveRadiusShare,
    twist: anatomy.twist * ejected,
  };
}

/**
 * Long half axis of the epicardium, which starts at z = 0 and is the basal share of the wall outside
 * the cavity at the annulus: r(base) = outer radius * sqrt(1 - ((base - A) / A)^2).
 */
function outerSemiAxis(
  radius: number,
  semiAxis: number,
  wall: number,
  { apical, basal }: WallShares,
): number {
  const base = apical * wall + lengthPerSemiAxis * semiAxis;
  const share = (radius * valveRadiusShare + basal * wall) / (radius + wall);
  return base / (1 + Math.sqrt(1 - share * share));
}

/** Volume of the wall around a cavity, mL. */
function wallVolumeMl(radius: number, semiAxis: number, wall: number, shares: WallShares): number {
  const outer = radius + wall;
  const base = shares.apical * wall + lengthPerSemiAxis * semiAxis;
  const outerAxis = outerSemiAxis(radius, semiAxis, wall, shares);
  return (
    truncatedEllipsoidMl(outer, outer, outerAxis, base - outerAxis) -
    truncatedEllipsoidMl(radius, radius, semiAxis, truncation * semiAxis)
  );
}

/** Thickness at which the wall has a volume, by bisection. */
function wallFor(radius: number, semiAxis: number, wallMl: number, shares: WallShares): number {
  let [low, high] = [0, 6];
  for (let step = 0; step < 45; step++) {
    const middle = (low + high) / 2;
    if (wallVolumeMl(radius, semiAxis, middle, shares) < wallMl) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return (low + high) / 2;
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
