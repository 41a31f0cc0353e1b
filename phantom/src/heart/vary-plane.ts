import { normalStream, type RandomStream } from '@echonet/models/random';
import type { PhantomPatient } from '../patient';
import { Sampler } from '../math/sampler';
import { clamp } from '../math/scalar';
import { heartShape } from './heart-shape';
import type { ScanPlane } from './scan-plane';
import { addScaled, cross, normalize, perpendicular } from './vector';

/** Standard deviations: of the probe's position, cm, and of the beam's direction, radians. */
const usual = { shiftCm: 0.3, tilt: 0.04 };
const foreshortened = { shiftCm: 0.9, tilt: 0.1 };
const foreshortenedShare = 0.2;

/**
 * The plane as less careful or hurried examinations have it: foreshortened, beside the axis, tilted, and
 * with a depth that is set for the ventricle alone or much too large. The depth does not tell the
 * patient's height.
 */
export function varyPlane(
  plane: ScanPlane,
  patient: PhantomPatient,
  random: RandomStream,
): ScanPlane {
  const sampler = new Sampler(random);
  const normal = normalStream(random);
  const { shiftCm, tilt } = sampler.chance(foreshortenedShare) ? foreshortened : usual;
  const { lateral, depth, elevation } = plane;
  const aside = addScaled(plane.origin, lateral, shiftCm * normal());
  const shifted = addScaled(aside, elevation, shiftCm * normal());
  // Probes are shifted along the chest, and may stand off farther where ribs keep them away.
  const origin = addScaled(shifted, depth, -sampler.between(0, 0.7));
  const across = addScaled(depth, lateral, tilt * normal());
  const turned = normalize(addScaled(across, elevation, tilt * normal()));
  const right = perpendicular(addScaled(lateral, elevation, 0.08 * normal()), turned);
  return {
    ...plane,
    origin,
    depth: turned,
    lateral: right,
    elevation: cross(turned, right),
    imagingDepth: drawDepth(plane, patient, sampler),
    surroundings: {
      ...plane.surroundings,
      fatThickness: patient.acoustics.fatThicknessCm,
      chestWallThickness: patient.acoustics.chestWallThicknessCm,
    },
  };
}

/** Of an apical view mostly cut off behind the atria's middle, as CAMUS has it. */
function drawDepth(
  { view, imagingDepth, origin }: ScanPlane,
  patient: PhantomPatient,
  sampler: Sampler,
) {
  if (!/^A\d?/.test(view)) {
    return clamp(imagingDepth + sampler.between(-1, 4), 8, 24);
  }
  const { leftVentricle, leftAtrium } = heartShape(patient, 0);
  const standoff = -origin[2];
  const part = sampler.chance(0.75) ? sampler.between(0.25, 1.15) : sampler.between(1.15, 2.2);
  const reach = leftVentricle.base + part * (leftAtrium.roof - leftVentricle.base);
  return clamp(standoff + reach + 0.5, 8, 24);
}
