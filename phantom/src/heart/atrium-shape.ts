import type { PhantomPatient } from '../patient';
import { towards } from './coordinates';
import { tricuspidAngle, type RightVentricleShape } from './right-ventricle-shape';
import { lengthPerSemiAxis, truncation, volumeFactor } from './truncated-ellipsoid';

/** An ellipsoid truncated by the plane of its valve. Lengths in cm. */
export interface AtriumShape {
  readonly x: number;
  readonly y: number;
  readonly radiusX: number;
  readonly radiusY: number;
  readonly semiAxis: number;
  /** z of the ellipsoid's centre, of the valve and of the roof. */
  readonly centre: number;
  readonly base: number;
  readonly roof: number;
}

/** Excursion of the roof of an atrium over that of its valve. */
export const roofExcursion = 0.4;

/** Half width of the left atrium over its length at end-systole. */
const leftAtrialHalfWidth = 0.43;

/** @param ejected fraction of the stroke volume that has left, 0..1 */
export function leftAtriumShape(
  { anatomy, laVolumeMl }: PhantomPatient,
  base: number,
  emptiestBase: number,
  ejected: number,
): AtriumShape {
  const { leftAtrialFlatness, atrialEmptying } = anatomy;
  const fullLength =
    (laVolumeMl / (volumeFactor * leftAtrialHalfWidth ** 2 * leftAtrialFlatness)) ** (1 / 3);
  const roof = emptiestBase + fullLength + roofExcursion * (base - emptiestBase);
  const length = roof - base;
  const volumeMl = laVolumeMl * (1 - atrialEmptying * (1 - ejected));
  const radiusX = Math.sqrt(volumeMl / (volumeFactor * leftAtrialFlatness * length));
  return {
    x: 0.1,
    // Behind the aorta.
    y: 0.55,
    radiusX,
    radiusY: radiusX * leftAtrialFlatness,
    ...alongAxis(base, length),
  };
}

const alongAxis = (
  base: number,
  length: number,
): Pick<AtriumShape, 'base' | 'roof' | 'centre' | 'semiAxis'> => {
  const semiAxis = length / lengthPerSemiAxis;
  return { base, roof: base + length, centre: base + truncation * semiAxis, semiAxis };
};

/** Thickness of the wall between the atria, cm. */
const atrialSeptum = 0.22;

/** @param ejected fraction of the stroke volume that has left, 0..1 */
export function rightAtriumShape(
  { anatomy, raDimensionCm }: PhantomPatient,
  rightVentricle: RightVentricleShape,
  roof: number,
  leftAtrium: AtriumShape,
  ejected: number,
): AtriumShape {
  const radiusX =
    (raDimensionCm / 2) * anatomy.rightAtrialWidth * Math.sqrt(1 - 0.3 * (1 - ejected));
  const [alongX, alongY] = towards(tricuspidAngle);
  const valve = rightVentricle.septumRadius + 0.42 * rightVentricle.width;
  // The atria share a wall: the right one overlaps the left one, which has precedence.
  const touching = leftAtrium.x - leftAtrium.radiusX - atrialSeptum - radiusX + 0.45;
  // Its axis stays above its valve, clear of the ventricular septum.
  const nearest = -1.06 * rightVentricle.septumRadius - 0.15;
  const x = Math.min(nearest, Math.max(valve * alongX - 0.7, touching));
  return {
    x,
    y: valve * alongY + 0.1,
    radiusX,
    radiusY: radiusX,
    ...alongAxis(rightVentricle.base, roof - rightVentricle.base),
  };
}
