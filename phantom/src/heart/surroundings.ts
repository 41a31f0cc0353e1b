import { regionCode } from '../scene/scene';

/** Tissue around the heart in a scan plane. Plane coordinates, cm. */
export interface Surroundings {
  readonly fatThickness: number;
  readonly chestWallThickness: number;
  /**
   * Ribs in the chest wall at the edges of the acoustic window; none where they are out of plane.
   */
  readonly ribs: readonly { readonly lateral: number; readonly radius: number }[];
  /**
   * Lung beside the heart: lateral position of its border at depth 0, and its slope, cm per cm of
   * depth.
   */
  readonly lungs: readonly {
    readonly side: -1 | 1;
    readonly lateral: number;
    readonly slope: number;
    readonly fromDepth: number;
    readonly toDepth: number;
  }[];
  /** Depth of the liver in front of the heart; 0 for an intercostal window. */
  readonly liverDepth: number;
}

/** Region code of a point that is not in the heart. */
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
