/** What a part of the heart says about a point; one object is reused for all points. */
export interface TissueHit {
  /** Where that piece of tissue is at end-diastole, heart coordinates, cm. */
  materialX: number;
  materialY: number;
  materialZ: number;
  /** About how far the point lies outside the part, cm; Infinity where it is not near. */
  distance: number;
}

/**
 * Looks a point up in one part of the heart.
 *
 * @returns the region's code, or {@link outside}
 */
export type TissueLookup = (x: number, y: number, z: number, hit: TissueHit) => number;

/** A point is not in a part of the heart. */
export const outside = -1;
