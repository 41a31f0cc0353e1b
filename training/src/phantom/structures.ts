import {
  regions,
  type Reflector,
  type Region,
  type SceneMoment,
  type TissueSamples,
} from './scene';

/** What a mask tells apart; the position of a name is its code. */
export const structureNames = ['none', 'LV', 'LVWall', 'LA', 'RV', 'RA', 'aorta', 'lead'] as const;

type StructureName = (typeof structureNames)[number];

/**
 * Structures by region. As in tracing by hand (Lang et al. 2015) a cavity contains its papillary
 * muscles and what its valve's leaflets bulge into it.
 */
const structureOf: Readonly<Partial<Record<Region, StructureName>>> = {
  lvCavity: 'LV',
  papillaryMuscle: 'LV',
  mitralLeaflet: 'LV',
  lvWall: 'LVWall',
  laCavity: 'LA',
  rvCavity: 'RV',
  tricuspidLeaflet: 'RV',
  raCavity: 'RA',
  aorticLumen: 'aorta',
  aorticLeaflet: 'aorta',
};

const codeOfRegion = Uint8Array.from(regions, (region) =>
  structureNames.indexOf(structureOf[region] ?? 'none'),
);
const leadCode = structureNames.indexOf('lead');

/** Points of a picture, in continuous pixels: the centre of the first pixel is at (0.5, 0.5). */
export interface ImagePoints {
  readonly x: Float32Array;
  readonly y: Float32Array;
  /** Distance between neighbours, pixels. */
  readonly spacing: number;
}

/** The centres of all pixels, row by row. */
export function pixelCentres(Rows: number, Columns: number): ImagePoints {
  const count = Rows * Columns;
  return {
    x: Float32Array.from({ length: count }, (_, i) => (i % Columns) + 0.5),
    y: Float32Array.from({ length: count }, (_, i) => Math.floor(i / Columns) + 0.5),
    spacing: 1,
  };
}

/** Where the scan plane lies in the picture. */
export interface PlaneInPicture {
  /** Lateral 0, depth 0, in pixels. */
  readonly faceX: number;
  readonly faceY: number;
  readonly pixelsPerCm: number;
}

/** The farthest from the scan plane that a thin thing is still seen, cm. */
const sliceCm = 0.4;

/** The structure under each point. @returns codes of {@link structureNames} */
export function structuresAt(
  moment: SceneMoment,
  points: ImagePoints,
  { faceX, faceY, pixelsPerCm }: PlaneInPicture,
): Uint8Array {
  const count = points.x.length;
  const lateral = points.x.map((x) => (x - faceX) / pixelsPerCm);
  const depth = points.y.map((y) => (y - faceY) / pixelsPerCm);
  const samples: TissueSamples = {
    region: new Uint8Array(count),
    materialX: new Float32Array(count),
    materialY: new Float32Array(count),
    materialZ: new Float32Array(count),
  };
  moment.cut(lateral, depth, samples);
  const codes = samples.region.map((region) => codeOfRegion[region]);
  for (const reflector of moment.reflectors) {
    markReflector(codes, reflector, { lateral, depth, spacingCm: points.spacing / pixelsPerCm });
  }
  return codes;
}

/** Marks every point that a thin reflector lies under, at least half the points' spacing wide. */
function markReflector(
  codes: Uint8Array,
  reflector: Reflector,
  grid: { lateral: Float32Array; depth: Float32Array; spacingCm: number },
): void {
  const { lateral, depth, spacingCm } = grid;
  const reach = Math.max(reflector.radiusCm, 0.75 * spacingCm);
  const seen = pointsNearPlane(reflector);
  if (seen.length === 0) return;
  const xs = seen.map(([x]) => x);
  const ys = seen.map(([, y]) => y);
  const [left, right] = [Math.min(...xs) - reach, Math.max(...xs) + reach];
  const [top, bottom] = [Math.min(...ys) - reach, Math.max(...ys) + reach];
  for (let i = 0; i < codes.length; i += 1) {
    const [x, y] = [lateral[i], depth[i]];
    if (x < left || x > right || y < top || y > bottom) continue;
    if (seen.some(([px, py]) => (px - x) ** 2 + (py - y) ** 2 <= reach ** 2)) codes[i] = leadCode;
  }
}

function pointsNearPlane({ points }: Reflector): [lateral: number, depth: number][] {
  const near: [number, number][] = [];
  for (let at = 0; at + 2 < points.length; at += 3) {
    if (Math.abs(points[at + 2]) <= sliceCm) near.push([points[at], points[at + 1]]);
  }
  return near;
}
