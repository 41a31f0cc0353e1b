import {
  createTissueSamples,
  regions,
  type Reflector,
  type Region,
  type SceneMoment,
} from '../scene/scene';
import { ringingLengthCm } from '../ultrasound/thin-reflectors';
import { structureNames } from './structure-names';

type StructureName = (typeof structureNames)[number];

/**
 * As in manual tracing (Lang et al. 2015), a cavity includes its papillary muscles and the leaflets
 * of its valve.
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

/** Points of an image in pixels; the centre of the first pixel is at (0.5, 0.5). */
export interface ImagePoints {
  readonly x: Float32Array;
  readonly y: Float32Array;
  /** Distance between neighbours, pixels. */
  readonly spacing: number;
}

/** Centres of all pixels, row by row. */
export function pixelCentres(Rows: number, Columns: number): ImagePoints {
  const count = Rows * Columns;
  return {
    x: Float32Array.from({ length: count }, (_, i) => (i % Columns) + 0.5),
    y: Float32Array.from({ length: count }, (_, i) => Math.floor(i / Columns) + 0.5),
    spacing: 1,
  };
}

export interface PlaneInImage {
  /** Position of lateral 0, depth 0 in the image, pixels. */
  readonly faceX: number;
  readonly faceY: number;
  readonly pixelsPerCm: number;
}

/** Largest distance from the scan plane at which a thin reflector is visible, cm. */
const sliceCm = 0.4;

/** @returns codes of {@link structureNames}, one per point */
export function structuresAt(
  moment: SceneMoment,
  points: ImagePoints,
  { faceX, faceY, pixelsPerCm }: PlaneInImage,
): Uint8Array {
  const count = points.x.length;
  const lateral = points.x.map((x) => (x - faceX) / pixelsPerCm);
  const depth = points.y.map((y) => (y - faceY) / pixelsPerCm);
  const samples = createTissueSamples(count);
  moment.cut(lateral, depth, samples);
  const codes = samples.region.map((region) => codeOfRegion[region]);
  for (const reflector of moment.reflectors) {
    markReflector(codes, reflector, { lateral, depth, spacingCm: points.spacing / pixelsPerCm });
  }
  return codes;
}

/**
 * Lateral blur of metal to either side, over its range: wavelength over aperture is 0.03 (2.5 MHz,
 * 2 cm), and a strong echo is visible nearly to the first zero of the beam.
 */
const smearPerRange = 0.025;

/**
 * Marks every point in the echo of a thin reflector, at least 0.75 of the points' spacing to each
 * side.
 */
function markReflector(
  codes: Uint8Array,
  reflector: Reflector,
  grid: { lateral: Float32Array; depth: Float32Array; spacingCm: number },
): void {
  const { lateral, depth, spacingCm } = grid;
  const seen = pointsNearPlane(reflector);
  if (seen.length === 0) {
    return;
  }
  const reachAt = (x: number, y: number): number =>
    Math.max(reflector.radiusCm + smearPerRange * Math.hypot(x, y), 0.75 * spacingCm);
  const reach = Math.max(...seen.map(([x, y]) => reachAt(x, y)));
  const xs = seen.map(([x]) => x);
  const ys = seen.map(([, y]) => y);
  const beyond = reach + ringingLengthCm;
  const [left, right] = [Math.min(...xs) - beyond, Math.max(...xs) + beyond];
  const [top, bottom] = [Math.min(...ys) - reach, Math.max(...ys) + beyond];
  for (let i = 0; i < codes.length; i++) {
    const [x, y] = [lateral[i], depth[i]];
    if (x < left || x > right || y < top || y > bottom) {
      continue;
    }
    if (seen.some((point) => distanceToRinging(point, x, y) <= reachAt(...point))) {
      codes[i] = leadCode;
    }
  }
}

/** Distance of a point from a piece of metal and its comet tail along the beam, cm. */
function distanceToRinging(
  [fromX, fromY]: readonly [number, number],
  x: number,
  y: number,
): number {
  const range = Math.hypot(fromX, fromY) || 1;
  const [alongX, alongY] = [fromX / range, fromY / range];
  const along = (x - fromX) * alongX + (y - fromY) * alongY;
  const nearest = Math.min(ringingLengthCm, Math.max(0, along));
  return Math.hypot(x - fromX - nearest * alongX, y - fromY - nearest * alongY);
}

function pointsNearPlane({ points }: Reflector): [lateral: number, depth: number][] {
  const near: [number, number][] = [];
  for (let at = 0; at + 2 < points.length; at += 3) {
    if (Math.abs(points[at + 2]) <= sliceCm) {
      near.push([points[at], points[at + 1]]);
    }
  }
  return near;
}
