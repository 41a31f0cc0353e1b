import { outside, type Locate } from './finding';
import type { AtriumShape } from './heart-shape';
import { relief, type ReliefWave } from './relief';

/** Thickness of an atrium's wall, cm. */
export const atrialWall = 0.2;

/**
 * An atrium above the plane of its valve.
 *
 * @param rest the atrium at end-diastole
 */
export function atrium(
  shape: AtriumShape,
  rest: AtriumShape,
  waves: readonly ReliefWave[],
  cavityCode: number,
  wallCode: number,
): Locate {
  const { radiusX, radiusY, semiAxis, centre, base, roof } = shape;
  const uneven = relief(waves);
  const zScale = (rest.roof - rest.base) / (roof - base);
  const [xScale, yScale] = [rest.radiusX / radiusX, rest.radiusY / radiusY];
  return (x, y, z, finding) => {
    finding.beyond = Infinity;
    if (z < base) return outside;
    const dx = x - shape.x;
    const dy = y - shape.y;
    const dz = z - centre;
    const ux = dx / radiusX;
    const uy = dy / radiusY;
    const uz = dz / semiAxis;
    const across = ux * ux + uy * uy;
    const swell = uneven(ux, uy, across, (z - base) / (roof - base));
    const share = across / swell + uz * uz;
    if (share > 9) return outside;
    finding.materialX = rest.x + dx * xScale;
    finding.materialY = rest.y + dy * yScale;
    finding.materialZ = rest.roof - (roof - z) * zScale;
    if (share < 1) return cavityCode;
    const beyond = Math.sqrt(dx * dx + dy * dy + dz * dz) * (1 - 1 / Math.sqrt(share));
    if (beyond < atrialWall) return wallCode;
    finding.beyond = beyond - atrialWall;
    return outside;
  };
}
