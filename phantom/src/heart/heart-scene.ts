import type { PhantomPatient } from '../patient';
import type { Reflector, Scene } from '../scene/scene';
import { outside, type TissueHit } from './tissue-lookup';
import { heartShape, type HeartShape } from './heart-shape';
import { heartTissue } from './heart-tissue';
import { leadRadiusCm, pacingLead } from './pacing-lead';
import type { ScanPlane } from './scan-plane';
import { surroundingRegion } from './surroundings';
import { dot, subtract } from './vector';

/** A lead is seen where it is this near to the plane, cm: about the slice's thickness. */
const sliceHalfThickness = 0.45;

/** A patient's beating heart, cut by a scan plane. */
export function heartScene(patient: PhantomPatient, plane: ScanPlane): Scene {
  const rest = heartShape(patient, 0);
  return {
    at(phase) {
      const shape = heartShape(patient, phase);
      const locate = heartTissue(patient, shape, rest);
      const { origin, lateral: across, depth: along, surroundings } = plane;
      const hit: TissueHit = { materialX: 0, materialY: 0, materialZ: 0, distance: Infinity };
      return {
        reflectors: patient.hasLead ? leadInPlane(patient, shape, plane) : [],
        cut(lateral, depth, { region, materialX, materialY, materialZ }) {
          for (let i = 0; i < lateral.length; i++) {
            const u = lateral[i];
            const v = depth[i];
            const x = origin[0] + u * across[0] + v * along[0];
            const y = origin[1] + u * across[1] + v * along[1];
            const z = origin[2] + u * across[2] + v * along[2];
            const inHeart = locate(x, y, z, hit);
            if (inHeart !== outside) {
              region[i] = inHeart;
              materialX[i] = hit.materialX;
              materialY[i] = hit.materialY;
              materialZ[i] = hit.materialZ;
              continue;
            }
            region[i] = surroundingRegion(surroundings, u, v);
            materialX[i] = x;
            materialY[i] = y;
            materialZ[i] = z;
          }
        },
      };
    },
  };
}

/** The pieces of the lead near the plane, in plane coordinates. */
function leadInPlane(
  patient: PhantomPatient,
  shape: HeartShape,
  { origin, lateral, depth, elevation }: ScanPlane,
): Reflector[] {
  const pieces: Reflector[] = [];
  let piece: number[] = [];
  const endPiece = (): void => {
    if (piece.length > 3) {
      pieces.push({ points: Float32Array.from(piece), radiusCm: leadRadiusCm });
    }
    piece = [];
  };
  for (const point of pacingLead(patient, shape)) {
    const from = subtract(point, origin);
    const above = dot(from, elevation);
    if (Math.abs(above) < sliceHalfThickness) {
      piece.push(dot(from, lateral), dot(from, depth), above);
    } else {
      endPiece();
    }
  }
  endPiece();
  return pieces;
}
