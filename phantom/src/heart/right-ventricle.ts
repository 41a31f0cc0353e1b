import type { PhantomPatient } from '../patient';
import { regionCode } from '../scene/scene';
import { outside, type TissueLookup } from './tissue-lookup';
import { towards } from './coordinates';
import type { HeartShape } from './heart-shape';
import { outerRadius } from './left-ventricle-shape';
import { rightVentricleAngle, tricuspidAngle } from './right-ventricle-shape';
import { leaflets } from './valve';

/** Half of the angle that the right ventricle takes around the left one. */
const halfAngleCos = Math.cos((76 * Math.PI) / 180);

/** Width at the tricuspid annulus over the largest width. */
export const annulusShare = 0.82;

/** Thickness of its free wall, cm: Lang et al. 2015, Table 8, 0.1 to 0.5. */
const freeWall = 0.35;

/**
 * The right ventricle below the tricuspid annulus: a crescent of blood on the outside of the left
 * ventricle, its free wall and the tricuspid leaflets.
 */
export function rightVentricle(
  heart: HeartShape,
  restHeart: HeartShape,
  { leafletThickness, moderatorBand }: PhantomPatient['anatomy'],
): TissueLookup {
  const { rightVentricle: shape, leftVentricle } = heart;
  const rest = restHeart.rightVentricle;
  const [ux, uy] = towards(rightVentricleAngle);
  const [qx, qy] = towards(tricuspidAngle);
  const [px, py] = towards(tricuspidAngle + 90);
  const zScale = rest.base / shape.base;
  const leafletsAt = leaflets({
    coaptation: 0.45,
    tenting: 0.2,
    opening: heart.atrioventricularOpening,
    thickness: 0.8 * leafletThickness,
  });
  const halfAcross = (annulusShare * shape.width) / 2;
  const valve = shape.septumRadius + halfAcross;
  const halfAlong = 0.55 * shape.width;

  const band = moderatorBandAt(heart, moderatorBand);

  return (x, y, z, hit) => {
    hit.distance = Infinity;
    if (z > shape.base + 1 || z < 0) {
      return outside;
    }
    const r = Math.sqrt(x * x + y * y);
    const cos = r > 0 ? (x * ux + y * uy) / r : 0;
    const window = (cos - halfAngleCos) / (1 - halfAngleCos);
    if (window <= 0) {
      return outside;
    }
    const narrowing = Math.sqrt(window * Math.sqrt(window));
    const septum = outerRadius(leftVentricle, z);
    const width = crescentWidth(shape.apex, shape.base, shape.width, z) * narrowing;
    const into = r - septum;
    // The free wall fades out where the ventricle joins the septum and below its apex.
    const wall = freeWall * Math.min(1, 3 * window, 2 * width);
    const restZ = z * zScale;
    const restWidth = crescentWidth(rest.apex, rest.base, rest.width, restZ) * narrowing;
    const restInto =
      into < width ? (into * restWidth) / Math.max(width, 0.01) : into - width + restWidth;
    const scale = (outerRadius(restHeart.leftVentricle, restZ) + restInto) / r;
    hit.materialX = x * scale;
    hit.materialY = y * scale;
    hit.materialZ = restZ;
    if (z > shape.base) {
      // Above the inlet, where there is no atrium: the groove.
      if (into > 0 && into < width + wall) {
        hit.distance = z - shape.base;
      }
      return outside;
    }
    if (into < width) {
      const depth = shape.base - z;
      if (depth < 1.4 * shape.width) {
        const along = x * px + y * py;
        const share = 1 - (along / halfAlong) ** 2;
        if (share > 0.02) {
          const half = halfAcross * Math.sqrt(share);
          const on = leafletsAt(-half, half, x * qx + y * qy - valve, depth);
          if (on !== 0) {
            hit.materialX = 80 + on;
            hit.materialY = along;
            hit.materialZ = 0;
            return regionCode.tricuspidLeaflet;
          }
        }
      }
      return moderatorBand > 0 && band(x, y, z) ? regionCode.rvWall : regionCode.rvCavity;
    }
    if (into < width + wall) {
      return regionCode.rvWall;
    }
    hit.distance = into - width - wall;
    return outside;
  };
}

/** The moderator band: a strand from the septum to the free wall near the apex. */
function moderatorBandAt(
  { rightVentricle: { apex, base, width }, leftVentricle }: HeartShape,
  radius: number,
): (x: number, y: number, z: number) => boolean {
  const end = (part: number, along: number, y: number): readonly [number, number, number] => {
    const z = apex + along * (base - apex);
    return [-(outerRadius(leftVentricle, z) + part * crescentWidth(apex, base, width, z)), y, z];
  };
  const [ax, ay, az] = end(0, 0.5, -0.3);
  const [bx, by, bz] = end(1, 0.32, 0.5);
  const [lx, ly, lz] = [bx - ax, by - ay, bz - az];
  const squaredLength = lx * lx + ly * ly + lz * lz;
  const squaredRadius = radius * radius;
  return (x, y, z) => {
    const t = ((x - ax) * lx + (y - ay) * ly + (z - az) * lz) / squaredLength;
    const dx = x - ax - t * lx;
    const dy = y - ay - t * ly;
    const dz = z - az - t * lz;
    return dx * dx + dy * dy + dz * dz < squaredRadius;
  };
}

/** Width of the crescent at its middle at a height z, cm: a bullet, drawn in at the valve. */
export function crescentWidth(apex: number, base: number, width: number, z: number): number {
  const part = (z - apex) / (base - apex);
  if (part <= 0) {
    return 0;
  }
  const bullet = Math.sqrt(part * Math.sqrt(part));
  return width * bullet * (1.5 - (1.5 - annulusShare) * part * part * part);
}
