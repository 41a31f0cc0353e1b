import type { PhantomPatient } from '../patient';
import { regionCode } from '../scene/scene';
import { outside, type TissueHit, type TissueLookup } from './tissue-lookup';
import { towards } from './coordinates';
import type { HeartShape } from './heart-shape';
import { cavityRadius, outerRadius, type LeftVentricleShape } from './left-ventricle-shape';
import { mitralLeaflets } from './mitral-valve';
import { relief } from './relief';

/** A papillary muscle as a capsule from the wall to its tip. */
interface Papillary {
  readonly foot: readonly [number, number, number];
  readonly along: readonly [number, number, number];
  readonly squaredLength: number;
  readonly radius: number;
}

function papillaries(
  shape: LeftVentricleShape,
  angles: readonly number[],
  size: number,
): Papillary[] {
  const length = shape.base - shape.apicalWall;
  const footZ = shape.apicalWall + 0.34 * length;
  const tipZ = shape.apicalWall + 0.66 * length;
  return angles.map((angle) => {
    const [x, y] = towards(angle);
    const [footR, tipR] = [0.97 * cavityRadius(shape, footZ), 0.66 * cavityRadius(shape, tipZ)];
    const along = [(tipR - footR) * x, (tipR - footR) * y, tipZ - footZ] as const;
    return {
      foot: [footR * x, footR * y, footZ],
      along,
      squaredLength: along[0] ** 2 + along[1] ** 2 + along[2] ** 2,
      radius: size * (0.16 * shape.radius + 0.06),
    };
  });
}

/** Two from each papillary muscle to the rim of the closed mitral leaflets. */
function chords(shape: LeftVentricleShape, muscles: readonly Papillary[], radius: number) {
  const end = shape.base - 0.22 * shape.basalRadius;
  return muscles.flatMap(({ foot, along }) => {
    const tip = [foot[0] + along[0], foot[1] + along[1], foot[2] + along[2]] as const;
    return [0.25, 0.55].map((share): Papillary => {
      const aside = [share * tip[0] - tip[0], share * tip[1] - tip[1], end - tip[2]] as const;
      return {
        foot: tip,
        along: aside,
        squaredLength: aside[0] ** 2 + aside[1] ** 2 + aside[2] ** 2,
        radius,
      };
    });
  });
}

/**
 * Ridges along the wall of the apical two thirds.
 *
 * @param share position between axis (0) and wall (1) of the ellipsoid, squared
 * @param part fraction of the ventricle's length, from the apex
 */
function isTrabecula(
  trabeculation: number,
  x: number,
  y: number,
  share: number,
  part: number,
): boolean {
  if (part > 0.68) {
    return false;
  }
  const ridge = Math.cos(7 * Math.atan2(y, x) + 9 * part);
  return ridge > 0 && share > 1 - 0.38 * trabeculation * ridge * (1 - part / 0.68);
}

function inPapillary(
  { foot, along, squaredLength, radius }: Papillary,
  x: number,
  y: number,
  z: number,
  hit: TissueHit,
): boolean {
  const dx = x - foot[0];
  const dy = y - foot[1];
  const dz = z - foot[2];
  const t = (dx * along[0] + dy * along[1] + dz * along[2]) / squaredLength;
  if (t < -0.3 || t > 1.3) {
    return false;
  }
  const nearest = Math.min(1, Math.max(0, t));
  const ex = dx - nearest * along[0];
  const ey = dy - nearest * along[1];
  const ez = dz - nearest * along[2];
  hit.materialX = foot[0] + ex;
  hit.materialY = foot[1] + ey;
  return ex * ex + ey * ey + ez * ez < radius * radius;
}

/**
 * The left ventricle: cavity, papillary muscles, mitral leaflets and wall, up to the plane of the
 * mitral annulus.
 *
 * @param rest the heart at end-diastole
 */
export function leftVentricle(
  { leftVentricle: shape, ...heart }: HeartShape,
  { leftVentricle: rest }: HeartShape,
  anatomy: PhantomPatient['anatomy'],
): TissueLookup {
  const { leafletThickness, papillaryAngles, relief: waves, dyskinesia = [] } = anatomy;
  const { papillarySize = 1, trabeculation = 0, chordRadius = 0 } = anatomy;
  const { radius, semiAxis, centre, outerSemiAxis, base } = shape;
  const [radius2, semiAxis2] = [radius ** 2, semiAxis ** 2];
  const [outerRadius2, outerSemiAxis2] = [shape.outerRadius ** 2, outerSemiAxis ** 2];
  const muscles = papillaries(shape, papillaryAngles, papillarySize);
  const strings = chordRadius > 0 ? chords(shape, muscles, chordRadius) : [];
  const systolic = dyskinesia.map((wave) => ({
    ...wave,
    amplitude: wave.amplitude * heart.ejected,
  }));
  const uneven = relief([...waves.leftVentricle, ...systolic]);
  const leaflets = mitralLeaflets(
    shape,
    heart.aorta,
    heart.atrioventricularOpening,
    leafletThickness,
  );
  const zScale = rest.base / base;
  /** Squared distance from the long axis beyond which points are skipped. */
  const farR2 = (1.15 * shape.outerRadius + 1.2) ** 2;

  /** @param r distance from the long axis after removal of the relief */
  const toRest = (x: number, y: number, z: number, r: number, hit: TissueHit): void => {
    const inner = cavityRadius(shape, z);
    const outer = outerRadius(shape, z);
    const restZ = z * zScale;
    const restInner = cavityRadius(rest, restZ);
    const restOuter = outerRadius(rest, restZ);
    const restR =
      r < outer
        ? restInner + ((r - inner) / (outer - inner)) * (restOuter - restInner)
        : r - outer + restOuter;
    const angle = shape.twist * (1 - z / base);
    const cos = Math.cos(angle);
    const sin = Math.sin(angle);
    const turnedX = x * cos - y * sin;
    const turnedY = x * sin + y * cos;
    const r2 = x * x + y * y;
    const swell = uneven(turnedX, turnedY, r2, z / base);
    const scale = r2 > 1e-9 ? restR * Math.sqrt(swell / r2) : 1;
    hit.materialX = scale * turnedX;
    hit.materialY = scale * turnedY;
    hit.materialZ = restZ;
  };

  return (x, y, z, hit) => {
    hit.distance = Infinity;
    if (z > base) {
      return outside;
    }
    const trueR2 = x * x + y * y;
    if (trueR2 > farR2) {
      return outside;
    }
    const s = z - centre;
    // Deep inside, the relief of the wall has no effect.
    const deep = trueR2 / radius2 + (s * s) / semiAxis2 < 0.6;
    const r2 = deep ? trueR2 : trueR2 / uneven(x, y, trueR2, z / base);
    const share = r2 / radius2 + (s * s) / semiAxis2;
    if (share < 1) {
      const onLeaflet = leaflets(x, y, z, hit);
      if (onLeaflet !== outside) {
        return onLeaflet;
      }
      for (let muscle = 0; muscle < muscles.length; muscle++) {
        if (inPapillary(muscles[muscle], x, y, z, hit)) {
          hit.materialZ = z * zScale;
          return regionCode.papillaryMuscle;
        }
      }
      for (let string = 0; string < strings.length; string++) {
        if (inPapillary(strings[string], x, y, z, hit)) {
          hit.materialZ = z * zScale;
          return regionCode.mitralLeaflet;
        }
      }
      hit.materialX = x;
      hit.materialY = y;
      hit.materialZ = z * zScale;
      if (trabeculation > 0 && !deep && isTrabecula(trabeculation, x, y, share, z / base)) {
        return regionCode.papillaryMuscle;
      }
      return regionCode.lvCavity;
    }
    const outerS = z - outerSemiAxis;
    const outerShare = r2 / outerRadius2 + (outerS * outerS) / outerSemiAxis2;
    if (outerShare < 1) {
      toRest(x, y, z, Math.sqrt(r2), hit);
      return regionCode.lvWall;
    }
    hit.distance = Math.sqrt(r2 + outerS * outerS) * (1 - 1 / Math.sqrt(outerShare));
    if (hit.distance < 1) {
      toRest(x, y, z, Math.sqrt(r2), hit);
    }
    return outside;
  };
}
