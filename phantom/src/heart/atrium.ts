import { outside, type TissueLookup } from './tissue-lookup';
import type { AtriumShape } from './atrium-shape';
import type { ReliefWave } from '../patient';
import { relief } from './relief';

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
): TissueLookup {
  const { radiusX, radiusY, semiAxis, centre, base, roof } = shape;
  const uneven = relief(waves);
  const zScale = (rest.roof - rest.base) / (roof - base);
  const [xScale, yScale] = [rest.radiusX / radiusX, rest.radiusY / radiusY];
  return (x, y, z, hit) => {
    hit.distance = Infinity;
    if (z < base) {
      return outside;
    }
    const dx = x - shape.x;
    const dy = y - shape.y;
    const dz = z - centre;
    const ux = dx / radiusX;
    const uy = dy / radiusY;
    const uz = dz / semiAxis;
    const across = ux * ux + uy * uy;
    const swell = uneven(ux, uy, across, (z - base) / (roof - base));
    const share = across / swell + uz * uz;
    if (share > 9) {
      return outside;
    }
    hit.materialX = rest.x + dx * xScale;
    hit.materialY = rest.y + dy * yScale;
    hit.materialZ = rest.roof - (roof - z) * zScale;
    if (share < 1) {
      return cavityCode;
    }
    const distance = Math.sqrt(dx * dx + dy * dy + dz * dz) * (1 - 1 / Math.sqrt(share));
    if (distance < atrialWall) {
      return wallCode;
    }
    hit.distance = distance - atrialWall;
    return outside;
  };
}
