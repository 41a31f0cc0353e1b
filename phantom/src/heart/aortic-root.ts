import { regionCode } from '../scene/scene';
import { outside, type TissueLookup } from './tissue-lookup';
import { aortaAngle, towards, type HeartShape } from './heart-shape';

/** Angle of the aorta's first part with the long axis of the left ventricle, radians. */
const lean = (28 * Math.PI) / 180;
const wall = 0.18;
/** Where the cusps hang, and the part of the tube that is drawn, cm along it. */
const cuspHeight = 0.25;
const [start, end] = [-1.3, 5];

/** Direction of the aorta's first part. */
export function aorticDirection(): readonly [number, number, number] {
  const [x, y] = towards(aortaAngle);
  return [Math.sin(lean) * x, Math.sin(lean) * y, Math.cos(lean)];
}

/** Radius of the aorta, cm: the sinuses are wider than the outflow tract. */
function tubeRadius(radius: number, along: number): number {
  const t = (along - 1.1) / 0.95;
  return radius * (1 + 0.32 * Math.exp(-t * t) + (along > 1.1 ? 0.12 * (1 - Math.exp(-t * t)) : 0));
}

/** The outflow tract's end, the aortic valve, the sinuses and the ascending aorta. */
export function aorticRoot(
  { aorta: shape, aorticOpening }: HeartShape,
  { aorta: rest }: HeartShape,
): TissueLookup {
  const [tx, ty, tz] = aorticDirection();
  return (x, y, z, hit) => {
    hit.distance = Infinity;
    const dx = x - shape.x;
    const dy = y - shape.y;
    const dz = z - shape.base;
    const along = dx * tx + dy * ty + dz * tz;
    if (along < start || along > end) return outside;
    const ex = dx - along * tx;
    const ey = dy - along * ty;
    const ez = dz - along * tz;
    const off = Math.sqrt(ex * ex + ey * ey + ez * ez);
    const radius = tubeRadius(shape.radius, along);
    if (off > radius + 1.5) return outside;
    hit.materialX = x - shape.x + rest.x;
    hit.materialY = y - shape.y + rest.y;
    hit.materialZ = z - shape.base + rest.base;
    if (off < radius) {
      return inCusp(along - cuspHeight, off, shape.radius, aorticOpening)
        ? regionCode.aorticLeaflet
        : regionCode.aorticLumen;
    }
    if (off < radius + wall) return regionCode.aorticWall;
    hit.distance = off - radius - wall;
    return outside;
  };
}

/** The three cusps as a cone: from the annulus to the axis when closed, along the wall when open. */
function inCusp(along: number, off: number, radius: number, opening: number): boolean {
  const tipOff = radius * (0.03 + 0.85 * opening);
  const height = 0.55 + 0.65 * opening;
  if (along < -0.1 || along > height + 0.05) return false;
  const part = Math.max(0, along / height);
  // Closed cusps are domes: low at the middle, so that they meet over a height.
  const bent = opening * part + (1 - opening) * Math.sqrt(part);
  const middle = radius + (tipOff - radius) * bent;
  return Math.abs(off - middle) < 0.075;
}
