/**
 * What lies in front of the probe: the contract between anatomy (heart, abdomen, ...) and the
 * simulated scanner. Plane coordinates in cm: lateral, positive to the image's right; depth below
 * the probe's face; elevation out of the plane, towards the viewer of the image.
 */

/** Every kind of tissue that a scanner can meet. Its position is its code in {@link TissueSamples}. */
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

/** One of {@link regions}. */
export type Region = (typeof regions)[number];

/** The code of a region in {@link TissueSamples}. */
export const regionCode = Object.fromEntries(
  regions.map((region, code) => [region, code]),
) as Readonly<Record<Region, number>>;

/** Tissue at many points, one entry a point. */
export interface TissueSamples {
  /** See {@link regionCode}. */
  readonly region: Uint8Array;
  /**
   * Where that piece of tissue is at end-diastole, in cm of the body: speckle moves with it. Any
   * frame of reference that stays the same through the clip.
   */
  readonly materialX: Float32Array;
  readonly materialY: Float32Array;
  readonly materialZ: Float32Array;
}

/** A thin, strongly reflecting thing, such as a pacing lead. */
export interface Reflector {
  /** Points along it, cm, at most 0.1 cm apart: lateral, depth, elevation. */
  readonly points: Float32Array;
  readonly radiusCm: number;
}

/** A scene at one moment of the heart's cycle. */
export interface SceneMoment {
  /**
   * Looks up the tissue at points of the scan plane.
   *
   * @param lateral,depth cm, of the same length
   * @param into filled for every point
   */
  cut(lateral: Float32Array, depth: Float32Array, into: TissueSamples): void;
  /** Things too thin to be met by sampling points. */
  readonly reflectors: readonly Reflector[];
}

/** Something to be scanned. */
export interface Scene {
  /** @param phase part of the heart's cycle since end-diastole, 0..1 */
  at(phase: number): SceneMoment;
}
