import { regionCode } from '../scene/scene';

/** What lies around the heart in a scan plane. Lengths in cm, plane coordinates. */
export interface Surroundings {
  readonly fatThickness: number;
  readonly chestWallThickness: number;
  /** Ribs at the edges of the acoustic window, in the chest wall; 0 where they are out of the plane. */
  readonly ribs: readonly { readonly lateral: number; readonly radius: number }[];
  /** Lung beside the heart: where it begins, lateral, and how far it recedes for each cm of depth. */
  readonly lungs: readonly {
    readonly side: -1 | 1;
    readonly lateral: number;
    readonly slope: number;
    readonly fromDepth: number;
    readonly toDepth: number;
  }[];
  /** Depth to which liver lies in front of the heart; 0 for a window between the ribs. */
  readonly liverDepth: number;
}

/** The region of a point of the plane that is not in the heart. */
export function surroundingRegion(
  { fatThickness, chestWallThickness, ribs, lungs, liverDepth }: Surroundings,
  lateral: number,
  depth: number,
): number {
  const wallEnd = fatThickness + chestWallThickness;
  for (const { lateral: middle, radius } of ribs) {
    const dx = (lateral - middle) / 1.3;
    const dy = depth - (fatThickness + chestWallThickness / 2);
    if (dx * dx + dy * dy < radius * radius) {
      return regionCode.rib;
    }
  }
  if (depth < fatThickness) {
    return regionCode.fat;
  }
  if (depth < wallEnd) {
    return regionCode.chestWall;
  }
  if (depth < liverDepth) {
    return regionCode.liver;
  }
  for (const { side, lateral: from, slope, fromDepth, toDepth } of lungs) {
    if (depth < fromDepth || depth > toDepth) {
      continue;
    }
    if (side * lateral > from + slope * depth) {
      return regionCode.lung;
    }
  }
  return regionCode.softTissue;
}
