import { regionCode } from '../scene/scene';
import { outside, type TissueLookup } from './tissue-lookup';
import { towards } from './coordinates';
import type { LeftVentricleShape } from './left-ventricle-shape';
import type { PhantomPatient } from '../patient';

/** Middle of the calcified arc: the posterior annulus, degrees around the long axis. */
const arcAngle = 325;

/** Calcium in the posterior mitral annulus: a bar that tapers to both ends of its arc. */
export function annularCalcification(
  { basalRadius, base }: LeftVentricleShape,
  rest: LeftVentricleShape,
  { annularCalcification: radius, calcifiedArc }: PhantomPatient['anatomy'],
): TissueLookup {
  const [ux, uy] = towards(arcAngle);
  const smallestCos = Math.cos(calcifiedArc * Math.PI * 0.75);
  const reach2 = (basalRadius + radius) ** 2;
  return (x, y, z, hit) => {
    const r2 = x * x + y * y;
    if (radius < 0.03 || r2 > reach2) {
      return outside;
    }
    const r = Math.sqrt(r2);
    const taper = ((x * ux + y * uy) / (r || 1) - smallestCos) / (1 - smallestCos);
    if (taper <= 0) {
      return outside;
    }
    const own = radius * Math.sqrt(taper);
    if ((r - basalRadius) ** 2 + (z - base) ** 2 > own * own) {
      return outside;
    }
    const scale = (r - basalRadius + rest.basalRadius) / r;
    hit.materialX = x * scale;
    hit.materialY = y * scale;
    hit.materialZ = z - base + rest.base;
    return regionCode.calcification;
  };
}
