/**
 * What lies in front of the probe: the contract between anatomy (heart, abdomen, ...) and the
 * simulated scanner. Plane coordinates in cm: lateral, positive to the image's right; depth below
 * the probe's face; elevation out of the plane, towards the viewer of the image.
 */

/** Kinds of tissue; the position of each is its code in {@link TissueSamples}. */
export const regions = [
  'softTissue',
  'lvCavity',
  'lvWall',
  'laCavity',
  'laWall',
  'rvCavity',
  'rvWall',
  'raCavity',
  'raWall',
  'aorticLumen',
  'aorticWall',
  'mitralLeaflet',
  'tricuspidLeaflet',
  'aorticLeaflet',
  'papillaryMuscle',
  'calcification',
  'pericardium',
  'fat',
  'lung',
  'liver',
  'chestWall',
  'rib',
  'fluid',
  'kidney',
  'bowelGas',
] as const;

export type Region = (typeof regions)[number];

export const regionCode = Object.fromEntries(
  regions.map((region, code) => [region, code]),
) as Readonly<Record<Region, number>>;

/** Tissue at many points, one entry per point. */
export interface TissueSamples {
  /** Codes: see {@link regionCode}. */
  readonly region: Uint8Array;
  /**
   * Position of the piece of tissue at end-diastole, cm: speckle moves with it. The frame of
   * reference is the scene's own and constant over the clip.
   */
  readonly materialX: Float32Array;
  readonly materialY: Float32Array;
  readonly materialZ: Float32Array;
}

export function createTissueSamples(count: number): TissueSamples {
  return {
    region: new Uint8Array(count),
    materialX: new Float32Array(count),
    materialY: new Float32Array(count),
    materialZ: new Float32Array(count),
  };
}

/** A thin strong reflector, such as a pacing lead. */
export interface Reflector {
  /** Lateral, depth and elevation of points along it, at most 0.1 cm apart; cm. */
  readonly points: Float32Array;
  readonly radiusCm: number;
}

/** A scene at one moment of the heart's cycle. */
export interface SceneMoment {
  /**
   * Looks up the tissue at points of the scan plane.
   *
   * @param lateral,depth cm, arrays of the same length
   * @param into overwritten for every point
   */
  readonly cut: (lateral: Float32Array, depth: Float32Array, into: TissueSamples) => void;
  /** Structures too thin to be found by sampling points. */
  readonly reflectors: readonly Reflector[];
}

export interface Scene {
  /** @param phase part of the heart's cycle since end-diastole, 0..1 */
  at(phase: number): SceneMoment;
}
