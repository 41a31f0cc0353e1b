/** Result of a lookup; one object is reused for all points. */
export interface TissueHit {
  /** Position of the piece of tissue at end-diastole, heart coordinates, cm. */
  materialX: number;
  materialY: number;
  materialZ: number;
  /** Approximate distance of a point outside the part, cm; Infinity where it is far. */
  distance: number;
}

/**
 * Looks up a point in a part of the heart.
 *
 * @param hit filled
 * @returns the region's code, or {@link outside}
 */
export type TissueLookup = (x: number, y: number, z: number, hit: TissueHit) => number;

/** The point is not in the part. */
export const outside = -1;
