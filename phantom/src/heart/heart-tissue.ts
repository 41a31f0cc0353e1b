import type { PhantomPatient } from '../patient';
import { regionCode } from '../scene/scene';
import { annularCalcification } from './annular-calcification';
import { aorticRoot } from './aortic-root';
import { atrium } from './atrium';
import { outside, type TissueHit, type TissueLookup } from './tissue-lookup';
import type { HeartShape } from './heart-shape';
import { leftVentricle } from './left-ventricle';
import { rightOutflowTract } from './right-outflow-tract';
import { rightVentricle } from './right-ventricle';

const pericardium = 0.14;
/** Gaps between chambers narrower than this are filled with fat, cm. */
const groove = 0.9;
/** Gap between the atria below which it is the interatrial septum, cm. */
const atrialGap = 0.8;

/**
 * The whole heart at one phase: its chambers in order of precedence, fat in the grooves between
 * them, and the pericardium. Chambers with a labelled volume come first, so that their volume is
 * exact.
 *
 * @param rest the heart at end-diastole
 */
export function heartTissue(
  patient: PhantomPatient,
  shape: HeartShape,
  rest: HeartShape,
): TissueLookup {
  const { anatomy, acoustics } = patient;
  const calcium = annularCalcification(shape.leftVentricle, rest.leftVentricle, anatomy);
  const lv = leftVentricle(shape, rest, anatomy);
  const la = atrium(
    shape.leftAtrium,
    rest.leftAtrium,
    anatomy.relief.leftAtrium,
    regionCode.laCavity,
    regionCode.laWall,
  );
  const ra = atrium(
    shape.rightAtrium,
    rest.rightAtrium,
    anatomy.relief.rightAtrium,
    regionCode.raCavity,
    regionCode.raWall,
  );
  const rv = rightVentricle(shape, rest, anatomy);
  const aorta = aorticRoot(shape, rest);
  const outflow = rightOutflowTract(shape, rest);
  const { base } = shape.leftVentricle;
  const fat = acoustics.epicardialFatCm;
  const { effusionCm = 0 } = anatomy;
  const bounds = boundsOf(shape);
  const nearest: TissueHit = { materialX: 0, materialY: 0, materialZ: 0, distance: Infinity };

  return (x, y, z, hit) => {
    if (z < bounds.low || z > bounds.high || x * x + y * y > bounds.squaredRadius) {
      return outside;
    }
    if (Math.abs(z - base) < 0.6 && calcium(x, y, z, hit) !== outside) {
      return regionCode.calcification;
    }
    const inLeftVentricle = lv(x, y, z, hit);
    if (inLeftVentricle === regionCode.lvWall && base - z < 1.4) {
      const { materialX, materialY, materialZ } = hit;
      if (aorta(x, y, z, hit) === regionCode.aorticLumen) {
        return regionCode.aorticLumen;
      }
      hit.materialX = materialX;
      hit.materialY = materialY;
      hit.materialZ = materialZ;
    }
    if (inLeftVentricle !== outside) {
      return inLeftVentricle;
    }
    nearest.distance = Infinity;
    let near = 0;
    near += keepNearest(hit, nearest);
    const inLeftAtrium = la(x, y, z, hit);
    if (inLeftAtrium !== outside) {
      return inLeftAtrium;
    }
    const fromLeftAtrium = hit.distance;
    near += keepNearest(hit, nearest);
    if (z > base - 0.2) {
      const inAorta = aorta(x, y, z, hit);
      if (inAorta !== outside) {
        return inAorta;
      }
      near += keepNearest(hit, nearest);
    }
    const inRightVentricle = rv(x, y, z, hit);
    if (inRightVentricle !== outside) {
      return inRightVentricle;
    }
    const fromRightVentricle = hit.distance;
    near += keepNearest(hit, nearest);
    const inRightAtrium = ra(x, y, z, hit);
    if (inRightAtrium !== outside) {
      return inRightAtrium;
    }
    const fromRightAtrium = hit.distance;
    near += keepNearest(hit, nearest);
    const inOutflow = outflow(x, y, z, hit);
    if (inOutflow !== outside) {
      return inOutflow;
    }
    const fromOutflow = hit.distance;
    near += keepNearest(hit, nearest);

    hit.materialX = nearest.materialX;
    hit.materialY = nearest.materialY;
    hit.materialZ = nearest.materialZ;
    hit.distance = nearest.distance;
    if (fromLeftAtrium + fromRightAtrium < atrialGap) {
      return regionCode.laWall;
    }
    if (near > 1) {
      return regionCode.fat;
    }
    const onRight = fromRightVentricle === nearest.distance || fromOutflow === nearest.distance;
    const sac = onRight ? fat : 0;
    if (nearest.distance < sac) {
      return regionCode.fat;
    }
    const outer = sac + effusionCm;
    if (nearest.distance < outer) {
      return regionCode.fluid;
    }
    return nearest.distance < outer + pericardium ? regionCode.pericardium : outside;
  };
}

/** Bounding cylinder around the long axis. */
function boundsOf({ leftAtrium, rightAtrium, rightVentricle, aorta }: HeartShape) {
  const radius = Math.max(
    rightVentricle.septumRadius + rightVentricle.width,
    leftAtrium.radiusX + Math.abs(leftAtrium.x),
    rightAtrium.radiusX + Math.hypot(rightAtrium.x, rightAtrium.y),
    Math.hypot(aorta.x, aorta.y) + aorta.radius + rightVentricle.width + 1.5,
  );
  return {
    low: -2,
    high: Math.max(leftAtrium.roof, rightAtrium.roof, aorta.base + 5) + 1.5,
    squaredRadius: (radius + 1.5) ** 2,
  };
}

/**
 * Keeps the hit of the nearest part.
 *
 * @returns 1 where the part is near enough to border on a filled gap
 */
function keepNearest(hit: TissueHit, nearest: TissueHit): 0 | 1 {
  if (hit.distance < nearest.distance) {
    nearest.distance = hit.distance;
    nearest.materialX = hit.materialX;
    nearest.materialY = hit.materialY;
    nearest.materialZ = hit.materialZ;
  }
  return hit.distance < groove ? 1 : 0;
}
