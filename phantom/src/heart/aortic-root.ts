import { regionCode } from '../scene/scene';
import { aorticAxis, type AxisPoint } from './aortic-axis';
import type { HeartShape } from './heart-shape';
import { outside, type TissueLookup } from './tissue-lookup';

const wall = 0.18;
/** Height of the cusps' attachment, and the range of the tube that is modelled, cm along its axis. */
const cuspHeight = 0.25;
const range = [-1.3, 5] as const;

/** Radius of the aorta, cm: the sinuses are wider than the outflow tract. */
function tubeRadius(radius: number, along: number): number {
  const t = (along - 1.1) / 0.95;
  return radius * (1 + 0.32 * Math.exp(-t * t) + (along > 1.1 ? 0.12 * (1 - Math.exp(-t * t)) : 0));
}

/** Distal outflow tract, aortic valve, sinuses and ascending aorta. @param rest the heart at end-diastole */
export function aorticRoot({ aorta, aorticOpening }: HeartShape, rest: HeartShape): TissueLookup {
  const locate = aorticAxis(aorta, rest.aorta, range);
  const point: AxisPoint = { along: 0, x: 0, y: 0, z: 0, distance: 0 };
  return (x, y, z, hit) => {
    hit.distance = Infinity;
    if (!locate(x, y, z, point, hit)) {
      return outside;
    }
    const { along, distance } = point;
    const radius = tubeRadius(aorta.radius, along);
    if (distance > radius + 1.5) {
      return outside;
    }
    if (distance < radius) {
      return inCusp(along - cuspHeight, distance, aorta.radius, aorticOpening)
        ? regionCode.aorticLeaflet
        : regionCode.aorticLumen;
    }
    if (distance < radius + wall) {
      return regionCode.aorticWall;
    }
    hit.distance = distance - radius - wall;
    return outside;
  };
}

/** The three cusps as a cone: to the axis when closed, along the wall when open. */
function inCusp(along: number, off: number, radius: number, opening: number): boolean {
  const tipOff = radius * (0.03 + 0.85 * opening);
  const height = 0.55 + 0.65 * opening;
  if (along < -0.1 || along > height + 0.05) {
    return false;
  }
  const part = Math.max(0, along / height);
  // Closed cusps are domes that coapt over a height.
  const bent = opening * part + (1 - opening) * Math.sqrt(part);
  const middle = radius + (tipOff - radius) * bent;
  return Math.abs(off - middle) < 0.075;
}
