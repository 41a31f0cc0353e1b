import { regionCode } from '../scene/scene';
import { aorticDirection } from './aortic-root';
import { outside, type TissueLookup } from './tissue-lookup';
import { towards, type HeartShape } from './heart-shape';

/** The right ventricular outflow tract passes in front of the aorta, at this angle, degrees. */
const outflowAngle = 112;
const wall = 0.28;

/** The right ventricle above the tricuspid annulus: from its crescent across the aortic root. */
export function rightOutflowTract(heart: HeartShape, rest: HeartShape): TissueLookup {
  const { aorta, rightVentricle } = heart;
  const [tx, ty, tz] = aorticDirection();
  const [ux, uy] = towards(outflowAngle);
  const width = 0.62 * rightVentricle.width;
  const inner = aorta.radius + 0.35;
  return (x, y, z, hit) => {
    hit.distance = Infinity;
    const dx = x - aorta.x;
    const dy = y - aorta.y;
    const dz = z - aorta.base;
    const along = dx * tx + dy * ty + dz * tz;
    if (along < -2.6 || along > 4.5) return outside;
    const ex = dx - along * tx;
    const ey = dy - along * ty;
    const ez = dz - along * tz;
    const off = Math.sqrt(ex * ex + ey * ey + ez * ez);
    const facing = (ex * ux + ey * uy) / off;
    if (facing <= 0.1) return outside;
    const reach = inner + width * Math.sqrt((facing - 0.1) / 0.9);
    hit.materialX = x - aorta.x + rest.aorta.x;
    hit.materialY = y - aorta.y + rest.aorta.y;
    hit.materialZ = z - aorta.base + rest.aorta.base;
    if (off < reach && off > inner - 0.2) return regionCode.rvCavity;
    if (off < reach + wall) return off < reach ? outside : regionCode.rvWall;
    hit.distance = off - reach - wall;
    return outside;
  };
}
