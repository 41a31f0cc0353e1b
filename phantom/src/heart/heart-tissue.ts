import type { PhantomPatient } from '../patient';
import { regionCode } from '../scene';
import { annularCalcification } from './annular-calcification';
import { aorticRoot } from './aortic-root';
import { atrium } from './atrium';
import { outside, type Finding, type Locate } from './finding';
import type { HeartShape } from './heart-shape';
import { leftVentricle } from './left-ventricle';
import { rightOutflowTract } from './outflow-tract';
import { rightVentricle } from './right-ventricle';

const pericardium = 0.14;
/** Gaps between two chambers narrower than this are filled, cm. */
const groove = 0.9;
/** Between the atria a gap of this width is septum. */
const atrialGap = 0.8;

/**
 * The whole heart at one moment: its chambers in order of precedence, fat in the grooves between
 * them, and the pericardium around them. Chambers with a labelled volume come first, so that
 * nothing cuts a piece out of them.
 */
export function heartTissue(patient: PhantomPatient, shape: HeartShape, rest: HeartShape): Locate {
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
  const bounds = boundsOf(shape);
  const nearest: Finding = { materialX: 0, materialY: 0, materialZ: 0, beyond: Infinity };

  return (x, y, z, finding) => {
    if (z < bounds.low || z > bounds.high || x * x + y * y > bounds.squaredRadius) return outside;
    if (Math.abs(z - base) < 0.6 && calcium(x, y, z, finding) !== outside) {
      return regionCode.calcification;
    }
    const inLeftVentricle = lv(x, y, z, finding);
    if (inLeftVentricle === regionCode.lvWall && base - z < 1.4) {
      const { materialX, materialY, materialZ } = finding;
      if (aorta(x, y, z, finding) === regionCode.aorticLumen) return regionCode.aorticLumen;
      finding.materialX = materialX;
      finding.materialY = materialY;
      finding.materialZ = materialZ;
    }
    if (inLeftVentricle !== outside) return inLeftVentricle;
    nearest.beyond = Infinity;
    let near = 0;
    near += keepNearest(finding, nearest);
    const inLeftAtrium = la(x, y, z, finding);
    if (inLeftAtrium !== outside) return inLeftAtrium;
    const fromLeftAtrium = finding.beyond;
    near += keepNearest(finding, nearest);
    if (z > base - 0.2) {
      const inAorta = aorta(x, y, z, finding);
      if (inAorta !== outside) return inAorta;
      near += keepNearest(finding, nearest);
    }
    const inRightVentricle = rv(x, y, z, finding);
    if (inRightVentricle !== outside) return inRightVentricle;
    const fromRightVentricle = finding.beyond;
    near += keepNearest(finding, nearest);
    const inRightAtrium = ra(x, y, z, finding);
    if (inRightAtrium !== outside) return inRightAtrium;
    const fromRightAtrium = finding.beyond;
    near += keepNearest(finding, nearest);
    const inOutflow = outflow(x, y, z, finding);
    if (inOutflow !== outside) return inOutflow;
    const fromOutflow = finding.beyond;
    near += keepNearest(finding, nearest);

    finding.materialX = nearest.materialX;
    finding.materialY = nearest.materialY;
    finding.materialZ = nearest.materialZ;
    finding.beyond = nearest.beyond;
    if (fromLeftAtrium + fromRightAtrium < atrialGap) return regionCode.laWall;
    if (near > 1) return regionCode.fat;
    const onRight = fromRightVentricle === nearest.beyond || fromOutflow === nearest.beyond;
    const sac = onRight ? fat : 0;
    if (nearest.beyond < sac) return regionCode.fat;
    return nearest.beyond < sac + pericardium ? regionCode.pericardium : outside;
  };
}

/** A cylinder around the long axis that holds the heart. */
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
 * Keeps what the nearest part so far has said.
 *
 * @returns 1 where the part is so near that the gap to another is filled
 */
function keepNearest(finding: Finding, nearest: Finding): 0 | 1 {
  if (finding.beyond < nearest.beyond) {
    nearest.beyond = finding.beyond;
    nearest.materialX = finding.materialX;
    nearest.materialY = finding.materialY;
    nearest.materialZ = finding.materialZ;
  }
  return finding.beyond < groove ? 1 : 0;
}
