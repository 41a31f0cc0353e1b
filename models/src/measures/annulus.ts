import type { ImagePoint } from '../image/image-point';
import { alongAxis, centroidOf, distance, distanceToBorder, midpoint } from './polygon-measures';

/** The mitral annulus in the image: where the leaflets hinge. */
export interface Annulus {
  readonly hinges: readonly [ImagePoint, ImagePoint];
  readonly midpoint: ImagePoint;
  /**
   * What it was found by: where LV, wall and atrium meet; the atrium alone; the gap in the wall; or
   * the shape of the LV alone, its deeper end in the image. A reader's hinges are where the reader set
   * them.
   */
  readonly foundBy: 'atrium and wall' | 'atrium' | 'wall' | 'shape' | 'reader';
}

export interface Neighbours {
  readonly atrium?: readonly ImagePoint[];
  /** Its outline, and its inner border where it surrounds the LV. */
  readonly wall?: readonly (readonly ImagePoint[])[];
}

/**
 * The mitral annulus on the border of the LV. All polygons are in the same square pixels or cm.
 *
 * @param gap width of what may lie between two structures that touch
 */
export function findAnnulus(
  ventricle: readonly ImagePoint[],
  { atrium, wall }: Neighbours,
  gap: number,
): Annulus {
  const near = (rings: readonly (readonly ImagePoint[])[]) =>
    ventricle.map((point) => Math.min(...rings.map((ring) => distanceToBorder(ring, point))));
  const toAtrium = atrium && near([atrium]);
  const toWall = wall && near(wall);
  const touches = toAtrium !== undefined && Math.min(...toAtrium) <= 2 * gap;
  if (toAtrium && touches && toWall) {
    const hinges = endsOfBase(ventricle, (i) => toAtrium[i] < toWall[i]);
    if (hinges) {
      return annulusOf(hinges, 'atrium and wall');
    }
  }
  if (toAtrium && touches) {
    const hinges = endsOfBase(ventricle, (i) => toAtrium[i] <= gap);
    if (hinges) {
      return annulusOf(hinges, 'atrium');
    }
  }
  if (toWall) {
    const hinges = endsOfBase(ventricle, (i) => toWall[i] > gap);
    if (hinges) {
      return annulusOf(hinges, 'wall');
    }
  }
  return annulusOf(endsByShape(ventricle), 'shape');
}

function annulusOf(
  hinges: readonly [ImagePoint, ImagePoint],
  foundBy: Annulus['foundBy'],
): Annulus {
  return { hinges, midpoint: midpoint(...hinges), foundBy };
}

/** Longest piece of wall, as a share of the base, that a leaflet taken for wall may make in it. */
const leafletShare = 0.25;

/**
 * The ends of the longest part of a closed border that is base; short pieces of wall in the base
 * belong to it. Undefined when there is no base or all of the border is.
 */
function endsOfBase(
  border: readonly ImagePoint[],
  isBase: (index: number) => boolean,
): readonly [ImagePoint, ImagePoint] | undefined {
  const runs = joinedRuns(runsOf(border, isBase));
  const longest = runs.reduce<Run | undefined>(
    (best, run) => (best && best.length >= run.length ? best : run),
    undefined,
  );
  return longest && [border[longest.first], border[longest.last]];
}

/** A part of a closed border, by the indices of its ends. */
interface Run {
  readonly first: number;
  readonly last: number;
  readonly length: number;
  /** Along the border to the next run. */
  readonly gapAfter: number;
}

function runsOf(border: readonly ImagePoint[], isBase: (index: number) => boolean): Run[] {
  const count = border.length;
  const flags = border.map((_, i) => isBase(i));
  const start = flags.findIndex((flag, i) => flag && !flags[(i + count - 1) % count]);
  const runs: { first: number; last: number; length: number; gapAfter: number }[] = [];
  if (start < 0) {
    return runs;
  }
  for (let k = 0; k < count; k++) {
    const at = (start + k) % count;
    const step = distance(border[at], border[(at + 1) % count]);
    const next = flags[(at + 1) % count] && k + 1 < count;
    if (flags[at] && !(k > 0 && flags[(at + count - 1) % count])) {
      runs.push({ first: at, last: at, length: 0, gapAfter: 0 });
    }
    const run = runs[runs.length - 1];
    if (flags[at] && next) {
      run.length += step;
      run.last = (at + 1) % count;
    } else {
      run.gapAfter += step;
    }
  }
  return runs;
}

/** Joins neighbouring runs, the narrowest gap first, as long as the gap is short against both. */
function joinedRuns(runs: readonly Run[]): readonly Run[] {
  let joined = [...runs];
  while (joined.length > 1) {
    const narrowest = joined.reduce(
      (best, run, i) => (run.gapAfter < joined[best].gapAfter ? i : best),
      0,
    );
    const run = joined[narrowest];
    const next = joined[(narrowest + 1) % joined.length];
    const length = run.length + run.gapAfter + next.length;
    if (run.gapAfter > leafletShare * length) {
      break;
    }
    joined = joined.filter((other) => other !== next);
    joined[joined.indexOf(run)] = { ...run, last: next.last, length, gapAfter: next.gapAfter };
  }
  return joined;
}

/** Where the base is at the latest, as a share of the LV's extent along its axis. */
const baseShare = 0.1;

/** The widest chord of the LV's deeper end, across its axis of least inertia. */
function endsByShape(ventricle: readonly ImagePoint[]): readonly [ImagePoint, ImagePoint] {
  const centre = centroidOf(ventricle);
  let [xx, xy, yy] = [0, 0, 0];
  for (const { x, y } of ventricle) {
    xx += (x - centre.x) ** 2;
    xy += (x - centre.x) * (y - centre.y);
    yy += (y - centre.y) ** 2;
  }
  const angle = Math.atan2(2 * xy, xx - yy) / 2;
  const down = Math.sin(angle) < 0 ? -1 : 1;
  const to = { x: centre.x + down * Math.cos(angle), y: centre.y + down * Math.sin(angle) };
  const turned = alongAxis(ventricle, { from: centre, to });
  const ys = turned.map(({ y }) => y);
  const [apex, base] = [Math.min(...ys), Math.max(...ys)];
  const ends = ventricle
    .map((point, i) => ({ point, ...turned[i] }))
    .filter(({ y }) => y >= base - baseShare * (base - apex))
    .sort((a, b) => a.x - b.x);
  return [ends[0].point, ends[ends.length - 1].point];
}
