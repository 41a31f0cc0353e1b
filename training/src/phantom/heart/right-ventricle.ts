import { regionCode } from '../scene';
import { outside, type Locate } from './finding';
import { outerRadius, rightVentricleAngle, towards, type HeartShape } from './heart-shape';
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
  leafletThickness: number,
): Locate {
  const { rightVentricle: shape, leftVentricle } = heart;
  const rest = restHeart.rightVentricle;
  const [ux, uy] = towards(rightVentricleAngle);
  const [vx, vy] = towards(rightVentricleAngle + 90);
  const zScale = rest.base / shape.base;
  const leafletsAt = leaflets({
    coaptation: 0.45,
    tenting: 0.14,
    opening: heart.atrioventricularOpening,
    thickness: 0.8 * leafletThickness,
  });
  const halfAcross = (annulusShare * shape.width) / 2;
  const valve = shape.septumRadius + halfAcross;
  const halfAlong = 0.55 * shape.width;

  return (x, y, z, finding) => {
    finding.beyond = Infinity;
    if (z > shape.base || z < 0) return outside;
    const r = Math.sqrt(x * x + y * y);
    const across = x * ux + y * uy;
    const cos = r > 0 ? across / r : 0;
    const window = (cos - halfAngleCos) / (1 - halfAngleCos);
    if (window <= 0) return outside;
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
    finding.materialX = x * scale;
    finding.materialY = y * scale;
    finding.materialZ = restZ;
    if (into < width) {
      const depth = shape.base - z;
      if (depth < 1.4 * shape.width) {
        const along = x * vx + y * vy;
        const share = 1 - (along / halfAlong) ** 2;
        if (share > 0.02) {
          const half = halfAcross * Math.sqrt(share);
          const on = leafletsAt(-half, half, across - valve, depth);
          if (on !== 0) {
            finding.materialX = 80 + on;
            finding.materialY = along;
            finding.materialZ = 0;
            return regionCode.tricuspidLeaflet;
          }
        }
      }
      return regionCode.rvCavity;
    }
    if (into < width + wall) return regionCode.rvWall;
    finding.beyond = into - width - wall;
    return outside;
  };
}

/** Width of the crescent at its middle at a height z, cm: a bullet, drawn in at the valve. */
export function crescentWidth(apex: number, base: number, width: number, z: number): number {
  const part = (z - apex) / (base - apex);
  if (part <= 0) return 0;
  const bullet = Math.sqrt(part * Math.sqrt(part));
  return width * bullet * (1.5 - (1.5 - annulusShare) * part * part * part);
}
