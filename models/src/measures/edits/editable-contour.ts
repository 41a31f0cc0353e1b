import type { ImagePoint } from '../../image/image-point';
import type { FrameMeasures } from '../measure-frame';
import { distance } from '../polygon-measures';

/** Control points between a hinge and the apex. */
export const controlsPerSide = 4;

export const controlCount = 2 * controlsPerSide + 3;

/**
 * Place of the apex of the LV, or of the roof of the LA, among the control points; the hinges are the
 * first and the last.
 */
export const apexControl = controlsPerSide + 1;

/** Structures whose contours a reader can change. */
export type EditableStructure = 'LV' | 'LA';

/** A contour of the LV or LA with the points by which a reader changes it. */
export interface EditableContour {
  /**
   * Closed: from the first hinge over apex or roof to the second hinge, and back along the base.
   * Continuous image pixels.
   */
  readonly outline: readonly ImagePoint[];
  /** Indices of the {@link controlCount} control points in the outline, increasing. */
  readonly controls: readonly number[];
}

/** A displacement of each control point, image pixels. */
export type ControlDisplacements = readonly ImagePoint[];

/**
 * Places the control points on a contour: the hinges, the apex (of the LA, the roof) and, evenly along
 * both sides, those between. The contour keeps its shape.
 *
 * @returns undefined where there is no contour, or hinges and apex are not apart
 */
export function editableContour(
  {
    contours,
    annulus,
    apex,
    atrium,
  }: Pick<FrameMeasures, 'contours' | 'annulus' | 'apex' | 'atrium'>,
  structure: EditableStructure = 'LV',
): EditableContour | undefined {
  const outline = contours[structure]?.outline ?? [];
  const end = structure === 'LV' ? apex : atrium?.roof;
  if (outline.length < 3 || !end) {
    return undefined;
  }
  const [first, top, last] = [annulus.hinges[0], end, annulus.hinges[1]].map((point) =>
    nearestIndex(outline, point),
  );
  const count = outline.length;
  const stepsTo = (index: number) => (index - first + count) % count;
  const isForward = stepsTo(top) < (stepsTo(last) || count);
  const walk = outline.map((_, k) => outline[(first + (isForward ? k : -k) + count * 2) % count]);
  const along = (index: number) => (isForward ? stepsTo(index) : (count - stepsTo(index)) % count);
  const [toApex, toHinge] = [along(top), along(last) || count];
  if (toApex === 0 || toApex >= toHinge) {
    return undefined;
  }
  const left = withControls(walk.slice(0, toApex + 1));
  const right = withControls([...walk, walk[0]].slice(toApex, toHinge + 1));
  const apexIndex = left.line.length - 1;
  return {
    outline: [...left.line, ...right.line.slice(1), ...walk.slice(toHinge + 1)],
    controls: [...left.controls, ...right.controls.slice(1).map((index) => apexIndex + index)],
  };
}

function nearestIndex(outline: readonly ImagePoint[], to: ImagePoint): number {
  return outline.reduce(
    (best, point, i) => (distance(point, to) < distance(outline[best], to) ? i : best),
    0,
  );
}

/** A line with points added at equal distances, its ends among them, and where those are in it. */
function withControls(line: readonly ImagePoint[]): {
  readonly line: ImagePoint[];
  readonly controls: number[];
} {
  const travelled = lengthsAlong(line);
  const total = travelled[travelled.length - 1];
  const result = [line[0]];
  const controls = [0];
  for (let i = 1; i < line.length; i++) {
    const step = travelled[i] - travelled[i - 1];
    for (;;) {
      const target = (controls.length / (controlsPerSide + 1)) * total;
      if (controls.length > controlsPerSide || target >= travelled[i]) {
        break;
      }
      const part = (target - travelled[i - 1]) / step;
      result.push(between(line[i - 1], line[i], part));
      controls.push(result.length - 1);
    }
    result.push(line[i]);
  }
  return { line: result, controls: [...controls, result.length - 1] };
}

function between(a: ImagePoint, b: ImagePoint, part: number): ImagePoint {
  return { x: a.x + part * (b.x - a.x), y: a.y + part * (b.y - a.y) };
}

/** Distance of each point from the first along the line. */
function lengthsAlong(line: readonly ImagePoint[]): number[] {
  const lengths = [0];
  for (let i = 1; i < line.length; i++) {
    lengths.push(lengths[i - 1] + distance(line[i - 1], line[i]));
  }
  return lengths;
}

export function controlPoints({ outline, controls }: EditableContour): ImagePoint[] {
  return controls.map((index) => outline[index]);
}

export function hingesOf(contour: EditableContour): readonly [ImagePoint, ImagePoint] {
  const points = controlPoints(contour);
  return [points[0], points[points.length - 1]];
}

export function apexOf({ outline, controls }: EditableContour): ImagePoint {
  return outline[controls[apexControl]];
}

/**
 * The contour after its control points have moved. Displacements run through those of the control
 * points as a cubic (Catmull-Rom) spline over the length of the contour from hinge to hinge, and
 * linearly along the base, so that a straight base stays straight. Where no control point near by
 * moves, the contour stays.
 */
export function moveControls(
  { outline, controls }: EditableContour,
  displacements: ControlDisplacements,
): EditableContour {
  const lengths = lengthsAlong(outline);
  const knots = controls.map((index) => lengths[index]);
  const last = controls.length - 1;
  const baseLength =
    lengths[lengths.length - 1] + distance(outline[outline.length - 1], outline[0]) - knots[last];
  let segment = 0;
  const moved = outline.map((point, i) => {
    if (i > controls[last]) {
      const part = (lengths[i] - knots[last]) / baseLength;
      return plus(point, between(displacements[last], displacements[0], part));
    }
    while (segment < last - 1 && i >= controls[segment + 1]) {
      segment++;
    }
    return plus(point, splineAt(knots, displacements, segment, lengths[i]));
  });
  return { outline: moved, controls };
}

function plus(a: ImagePoint, b: ImagePoint): ImagePoint {
  return { x: a.x + b.x, y: a.y + b.y };
}

/** Cubic Hermite interpolation between two knots, with the slopes of Catmull and Rom (1974). */
function splineAt(
  knots: readonly number[],
  values: readonly ImagePoint[],
  segment: number,
  at: number,
): ImagePoint {
  const [from, to] = [knots[segment], knots[segment + 1]];
  const width = to - from;
  const t = width > 0 ? (at - from) / width : 0;
  const slopeAt = (knot: number): ImagePoint => {
    const [before, after] = [Math.max(0, knot - 1), Math.min(knots.length - 1, knot + 1)];
    const length = knots[after] - knots[before] || 1;
    return {
      x: (values[after].x - values[before].x) / length,
      y: (values[after].y - values[before].y) / length,
    };
  };
  const [slope0, slope1] = [slopeAt(segment), slopeAt(segment + 1)];
  const [t2, t3] = [t * t, t * t * t];
  const weights = [
    2 * t3 - 3 * t2 + 1,
    width * (t3 - 2 * t2 + t),
    3 * t2 - 2 * t3,
    width * (t3 - t2),
  ];
  const sum = (of: (point: ImagePoint) => number): number =>
    weights[0] * of(values[segment]) +
    weights[1] * of(slope0) +
    weights[2] * of(values[segment + 1]) +
    weights[3] * of(slope1);
  return { x: sum(({ x }) => x), y: sum(({ y }) => y) };
}
