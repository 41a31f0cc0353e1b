import { normalStream, type RandomStream } from '@echonet/models/random';
import type { PhantomPatient } from '../patient';
import { Sampler } from '../math/sampler';
import { clamp } from '../math/scalar';
import { towards } from './coordinates';
import { heartShape, type HeartShape } from './heart-shape';
import { outerRadius } from './left-ventricle-shape';
import type { Surroundings } from './surroundings';
import { addScaled, cross, normalize, perpendicular, subtract, type Vector3 } from './vector';

export const heartViews = [
  'A4C',
  'A2C',
  'A3C',
  'A5C',
  'PLAX',
  'PSAX mitral valve',
  'PSAX papillary muscles',
  'PSAX aortic valve',
  'subcostal 4C',
] as const;

export type HeartView = (typeof heartViews)[number];

/** A scan plane in heart coordinates with its imaging depth. */
export interface ScanPlane {
  readonly view: HeartView;
  /** Middle of the probe's face. */
  readonly origin: Vector3;
  /** Unit vectors of the plane coordinates, see scene.ts. */
  readonly lateral: Vector3;
  readonly depth: Vector3;
  readonly elevation: Vector3;
  /** Depth at the bottom of the image, cm. */
  readonly imagingDepth: number;
  readonly surroundings: Surroundings;
}

interface Aim {
  readonly origin: Vector3;
  readonly target: Vector3;
  /** Direction of the image's right. */
  readonly right: Vector3;
  /** Distance to the farthest part of the heart that belongs in the image, cm. */
  readonly reach: number;
}

/**
 * Places the probe near the standard plane of a view, with a sonographer's variation in tilt,
 * rotation, foreshortening and lateral shift. The imaging depth holds the heart and the tissue in
 * front of it with a margin below, which is larger in tall patients.
 */
export function scanPlane(
  view: HeartView,
  patient: PhantomPatient,
  random: RandomStream,
): ScanPlane {
  const normal = normalStream(random);
  const shape = heartShape(patient, 0);
  const { origin, target, right, reach } = aims[view](patient, shape, normal);
  const depth = normalize(subtract(target, origin));
  const lateral = perpendicular(right, depth);
  const below = clamp(1.1 + 4 * (patient.heightM - 1.69) + 0.35 * normal(), 0.2, 2.6);
  const imagingDepth = clamp(Math.ceil(2 * (reach + below)) / 2, 9, 24);
  return {
    view,
    origin,
    lateral,
    depth,
    elevation: cross(depth, lateral),
    imagingDepth,
    surroundings: surroundingsOf(view, patient, random),
  };
}

/** Distance from the probe's face to the pericardium, cm. */
const standoff = ({ acoustics, anatomy }: PhantomPatient): number =>
  acoustics.fatThicknessCm + acoustics.chestWallThicknessCm + 0.15 + (anatomy.effusionCm ?? 0);

/**
 * A plane through the long axis, seen from the apex.
 *
 * @param angle degrees, see {@link towards}
 */
const apical =
  (angle: number, targetX: number, targetY: number) =>
  (patient: PhantomPatient, shape: HeartShape, normal: () => number): Aim => {
    const { base } = shape.leftVentricle;
    const roof = Math.max(shape.leftAtrium.roof, shape.rightAtrium.roof);
    const distance = standoff(patient);
    const [x, y] = towards(angle + 4 * normal());
    return {
      // Off the true apex, which foreshortens the ventricle.
      origin: [0.1 + 0.35 * normal(), 0.3 * normal(), -distance],
      target: [targetX + 0.35 * normal(), targetY + 0.2 * normal(), base],
      right: [x, y, 0],
      reach: distance + roof,
    };
  };

/** The parasternal window: over the right ventricular outflow, facing the inferolateral wall. */
function parasternal(
  patient: PhantomPatient,
  shape: HeartShape,
  height: number,
): Pick<Aim, 'origin' | 'reach'> & { readonly across: Vector3 } {
  const [x, y] = towards(120);
  const { leftVentricle, rightVentricle } = shape;
  const front =
    outerRadius(leftVentricle, Math.min(height, leftVentricle.base)) +
    0.75 * rightVentricle.width +
    0.5 +
    standoff(patient);
  return {
    origin: [x * front, y * front, height],
    across: [x, y, 0],
    reach: front + leftVentricle.outerRadius + 1.5,
  };
}

const shortAxis =
  (level: (shape: HeartShape) => number) =>
  (patient: PhantomPatient, shape: HeartShape, normal: () => number): Aim => {
    const height = level(shape) + 0.25 * normal();
    const { origin, reach, across } = parasternal(patient, shape, height);
    const [x, y] = towards(30 + 6 * normal());
    const shift = 0.5 * normal();
    return {
      origin: addScaled(origin, [x, y, 0], shift),
      target: addScaled([0.4 * x * shift, 0.4 * y * shift, height + 0.5 * normal()], across, -0.5),
      right: [x, y, 0],
      reach,
    };
  };

const aims: Readonly<
  Record<HeartView, (patient: PhantomPatient, shape: HeartShape, normal: () => number) => Aim>
> = {
  // Through the apex and behind the aorta; the septum is vertical, left of the middle.
  A4C: apical(0, -1, 0.45),
  A2C: apical(60, 0, 0.2),
  A3C: apical(120, -0.3, -0.4),
  A5C: apical(5, -0.9, -0.95),
  PLAX(patient, shape, normal) {
    const { base } = shape.leftVentricle;
    const { origin, reach, across } = parasternal(patient, shape, base - 0.8 + 0.5 * normal());
    const [x, y] = towards(30);
    return {
      origin: addScaled(origin, [x, y, 0], 0.2 * normal()),
      target: addScaled([0, 0, base - 0.3 + 0.6 * normal()], across, -0.5),
      right: [0.06 * normal() * x, 0.06 * normal() * y, 1],
      reach: reach + 0.6,
    };
  },
  'PSAX mitral valve': shortAxis(({ leftVentricle }) => leftVentricle.base - 1),
  'PSAX papillary muscles': shortAxis(({ leftVentricle }) => 0.56 * leftVentricle.base),
  'PSAX aortic valve': shortAxis(({ leftVentricle }) => leftVentricle.base + 0.9),
  'subcostal 4C'(patient, shape, normal) {
    const { leftVentricle, rightVentricle, leftAtrium } = shape;
    const { base } = leftVentricle;
    const front =
      outerRadius(leftVentricle, base / 2) + rightVentricle.width + standoff(patient) + 1.8;
    return {
      origin: [-front, 2 + 0.4 * normal(), base - 1 + 0.5 * normal()],
      target: [0, 0.2 + 0.25 * normal(), base - 1.2 + 0.5 * normal()],
      right: [0.1 * normal(), 0.1 * normal(), -1],
      reach: front + Math.max(leftVentricle.outerRadius, leftAtrium.radiusX) + 0.8,
    };
  },
};

function surroundingsOf(
  view: HeartView,
  { acoustics, heightM }: PhantomPatient,
  random: RandomStream,
): Surroundings {
  const { fatThicknessCm, chestWallThicknessCm, windowHalfWidthCm } = acoustics;
  const sampler = new Sampler(random);
  const wallEnd = fatThicknessCm + chestWallThicknessCm;
  const common = { fatThickness: fatThicknessCm, chestWallThickness: chestWallThicknessCm };
  if (view === 'subcostal 4C') {
    return { ...common, ribs: [], lungs: [], liverDepth: wallEnd + sampler.between(2, 3.5) };
  }
  const size = heightM / 1.69;
  const lung = (side: -1 | 1): Surroundings['lungs'][number] => ({
    side,
    lateral: windowHalfWidthCm + sampler.between(0.3, 1.6),
    slope: sampler.between(0.15, 0.45),
    fromDepth: wallEnd,
    toDepth: size * sampler.between(8, 14),
  });
  const rib = (side: -1 | 1): Surroundings['ribs'][number] => ({
    lateral: side * (windowHalfWidthCm + 0.6 + sampler.between(-0.1, 0.5)),
    radius: 0.4,
  });
  return { ...common, ribs: [rib(-1), rib(1)], lungs: [lung(-1), lung(1)], liverDepth: 0 };
}
