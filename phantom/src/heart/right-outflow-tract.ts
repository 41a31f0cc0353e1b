import { regionCode } from '../scene/scene';
import { aorticAxis, type AxisPoint } from './aortic-axis';
import { towards } from './coordinates';
import type { HeartShape } from './heart-shape';
import { outside, type TissueLookup } from './tissue-lookup';

/** Direction in which the right ventricular outflow tract passes the aorta, degrees. */
const outflowAngle = 112;
const wall = 0.28;
/** Range of the tract that is modelled, cm along the aorta's axis. */
const range = [-2.6, 4.5] as const;

/**
 * The right ventricle above the tricuspid annulus: from its crescent across the aortic root.
 *
 * @param rest the heart at end-diastole
 */
export function rightOutflowTract(
  { aorta, rightVentricle }: HeartShape,
  rest: HeartShape,
): TissueLookup {
  const locate = aorticAxis(aorta, rest.aorta, range);
  const point: AxisPoint = { along: 0, x: 0, y: 0, z: 0, distance: 0 };
  const [ux, uy] = towards(outflowAngle);
  const width = 0.62 * rightVentricle.width;
  const inner = aorta.radius + 0.35;
  return (x, y, z, hit) => {
    hit.distance = Infinity;
    if (!locate(x, y, z, point, hit)) {
      return outside;
    }
    const { distance } = point;
    const facing = (point.x * ux + point.y * uy) / distance;
    if (facing <= 0.1) {
      return outside;
    }
    const reach = inner + width * Math.sqrt((facing - 0.1) / 0.9);
    if (distance < reach && distance > inner - 0.2) {
      return regionCode.rvCavity;
    }
    if (distance < reach + wall) {
      return distance < reach ? outside : regionCode.rvWall;
    }
    hit.distance = distance - reach - wall;
    return outside;
  };
}
