import { regionCode } from '../scene/scene';
import { outside, type TissueLookup } from './tissue-lookup';
import { towards } from './coordinates';
import type { AortaShape } from './heart-shape';
import type { LeftVentricleShape } from './left-ventricle-shape';
import { leaflets } from './valve';

/** The leaflets close along a line at right angles to this direction, degrees: seen end on in A2C. */
const closingAngle = 150;

/**
 * The mitral leaflets: the annulus is the rim of the ventricle's base, drawn in where the outflow
 * tract leaves; the anterior leaflet hinges there and at the septum.
 */
export function mitralLeaflets(
  { basalRadius, base }: LeftVentricleShape,
  aorta: AortaShape,
  opening: number,
  thickness: number,
): TissueLookup {
  const [qx, qy] = towards(closingAngle);
  const [px, py] = towards(closingAngle + 90);
  const leafletsAt = leaflets({ coaptation: 0.4, tenting: 0.22, opening, thickness });
  const [aortaQ, aortaP] = [aorta.x * qx + aorta.y * qy, aorta.x * px + aorta.y * py];
  const rim2 = basalRadius ** 2;
  const aorta2 = aorta.radius ** 2;
  const reach = 2 * basalRadius;
  return (x, y, z, hit) => {
    const depth = base - z;
    if (depth > reach) {
      return outside;
    }
    const p = x * px + y * py;
    const half2 = rim2 - p * p;
    if (half2 < 0.04) {
      return outside;
    }
    const half = Math.sqrt(half2);
    const offset2 = aorta2 - (p - aortaP) ** 2;
    const high = offset2 > 0 ? Math.min(half, aortaQ - Math.sqrt(offset2)) : half;
    const low = -half;
    if (high - low < 0.4) {
      return outside;
    }
    const along = leafletsAt(low, high, x * qx + y * qy, depth);
    if (along === 0) {
      return outside;
    }
    // Far from the rest of the tissue: leaflets have a texture of their own.
    hit.materialX = 60 + along;
    hit.materialY = p;
    hit.materialZ = 0;
    return regionCode.mitralLeaflet;
  };
}
