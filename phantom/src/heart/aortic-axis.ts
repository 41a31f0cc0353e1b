import { towards } from './coordinates';
import { aortaAngle, type AortaShape } from './heart-shape';
import type { TissueHit } from './tissue-lookup';

/** Angle of the first part of the aorta with the long axis of the left ventricle, radians. */
const tilt = (28 * Math.PI) / 180;

/** A point relative to the axis of the first part of the aorta; cm. */
export interface AxisPoint {
  /** Along the axis from the aorta's origin. */
  along: number;
  /** Vector from the axis to the point, perpendicular to the axis, and its length. */
  x: number;
  y: number;
  z: number;
  distance: number;
}

/**
 * Coordinates around the axis of the aorta, with which the tissue there moves.
 *
 * @param rest the aorta at end-diastole
 * @param from,to range along the axis outside which points are skipped, cm
 * @returns fills `into` and the material position of `hit`; false where the point is outside the range
 */
export function aorticAxis(
  shape: AortaShape,
  rest: AortaShape,
  [from, to]: readonly [number, number],
): (x: number, y: number, z: number, into: AxisPoint, hit: TissueHit) => boolean {
  const [directionX, directionY] = towards(aortaAngle);
  const tx = Math.sin(tilt) * directionX;
  const ty = Math.sin(tilt) * directionY;
  const tz = Math.cos(tilt);
  return (x, y, z, into, hit) => {
    const dx = x - shape.x;
    const dy = y - shape.y;
    const dz = z - shape.base;
    const along = dx * tx + dy * ty + dz * tz;
    if (along < from || along > to) {
      return false;
    }
    into.along = along;
    into.x = dx - along * tx;
    into.y = dy - along * ty;
    into.z = dz - along * tz;
    into.distance = Math.sqrt(into.x * into.x + into.y * into.y + into.z * into.z);
    hit.materialX = x - shape.x + rest.x;
    hit.materialY = y - shape.y + rest.y;
    hit.materialZ = z - shape.base + rest.base;
    return true;
  };
}
