import { beatAt, type Beat, type Moment } from './beat';
import { median } from './local-regression';
import { turningPoints, type TurningPoint } from './turning-points';

/** A swing of less than this share of the curve's range is no systole. */
const leastSwing = 0.4;

/** A beat's end-diastoles may differ by this share of its stroke where one is the clip's edge. */
const edgeTolerance = 0.1;

/**
 * At end-diastole a curve is flat. A first frame from which it falls faster than this share of the
 * steepest fall of its systole is in systole.
 */
const flatness = 0.65;

/**
 * A curve that ends faster than this share of its steepest was cut within its fall or rise. Of half cycles
 * that begin at end-diastole and end within a frame of end-systole, 0 to 8 in 100 end so by noise of 1.5 % of
 * the volume; of those cut in the middle of systole, more than 90.
 */
const cutOffSlope = 0.75;

/** A volume that changes by less than this share of the largest shows no systole at all. */
const leastStroke = 0.05;

export interface CurveBeats {
  /** Whole beats: from an end-diastole over the end-systole to the next end-diastole. */
  readonly beats: readonly Beat[];
  /** Time from one beat to the next, ms; undefined when the curve shows none. */
  readonly periodMs?: number;
}

/**
 * Finds beats by the curve alone: systole is a fall and a rise by most of what the curve falls and
 * rises at all.
 *
 * @param curve smoothed volumes, NaN where unknown
 * @param noise standard deviation of what was smoothed away
 */
export function beatsOfCurve(
  timesMs: readonly number[],
  curve: readonly number[],
  noise: number,
): CurveBeats {
  const known = curve.filter(Number.isFinite);
  const range = Math.max(...known) - Math.min(...known);
  const turns = turningPoints(curve, Math.max(leastSwing * range, 2 * noise));
  const beats: { edFrame: number; esFrame: number; endFrame: number }[] = [];
  turns.forEach((turn, i) => {
    const [ed, end] = [turns[i - 1], turns[i + 1]];
    if (turn.kind === 'minimum' && ed !== undefined && end !== undefined) {
      if (isWhole(timesMs, curve, { ed, es: turn, end })) {
        beats.push({ edFrame: ed.index, esFrame: turn.index, endFrame: end.index });
      }
    }
  });
  return {
    beats: beats.map(({ edFrame, esFrame }) => beatAt(curve, edFrame, esFrame)),
    periodMs: periodOf(timesMs, turns, beats),
  };
}

interface Turns {
  readonly ed: TurningPoint;
  readonly es: TurningPoint;
  readonly end: TurningPoint;
}

/** Whether end-diastoles at the edge of a clip are end-diastoles. */
function isWhole(
  timesMs: readonly number[],
  curve: readonly number[],
  { ed, es, end }: Turns,
): boolean {
  const stroke = Math.max(curve[ed.index], curve[end.index]) - curve[es.index];
  const least = curve[es.index] + (1 - edgeTolerance) * stroke;
  if (ed.atEdge && (curve[ed.index] < least || fallsFrom(timesMs, curve, ed.index, es.index))) {
    return false;
  }
  return !end.atEdge || curve[end.index] >= least;
}

/** Whether a curve is already in its steep fall at a frame. */
function fallsFrom(
  timesMs: readonly number[],
  curve: readonly number[],
  from: number,
  to: number,
): boolean {
  const frames = timesMs.map((_, i) => i).filter((i) => i >= from && i <= to);
  const known = frames.filter((i) => Number.isFinite(curve[i]));
  const falls = known.slice(1).map((i, k) => {
    const before = known[k];
    return (curve[before] - curve[i]) / (timesMs[i] - timesMs[before]);
  });
  return falls.length > 1 && falls[0] > flatness * Math.max(...falls);
}

/** The median from end-systole to end-systole, else the length of the only beat. */
function periodOf(
  timesMs: readonly number[],
  turns: readonly TurningPoint[],
  beats: readonly { edFrame: number; endFrame: number }[],
): number | undefined {
  const systoles = turns.filter(({ kind, atEdge }) => kind === 'minimum' && !atEdge);
  if (systoles.length > 1) {
    return median(
      systoles.slice(1).map(({ index }, i) => timesMs[index] - timesMs[systoles[i].index]),
    );
  }
  return beats.length > 0 ? timesMs[beats[0].endFrame] - timesMs[beats[0].edFrame] : undefined;
}

/** The highest and the lowest volume of a curve with known volumes. */
export function extremesOf(curve: readonly number[]): Beat {
  const known = curve.filter(Number.isFinite);
  return beatAt(curve, curve.indexOf(Math.max(...known)), curve.indexOf(Math.min(...known)));
}

/**
 * The moments that a clip does not reach: where its largest or smallest volume is that of a first or last
 * frame, and the curve is in its steep fall or rise there, the heart was larger or smaller beyond.
 */
export function momentsBeyond(
  timesMs: readonly number[],
  curve: readonly number[],
  { edFrame, esFrame }: Pick<Beat, 'edFrame' | 'esFrame'>,
): Moment[] {
  const [first, last] = [Math.min(edFrame, esFrame), Math.max(edFrame, esFrame)];
  const known = timesMs.map((_, i) => i).filter((i) => Number.isFinite(curve[i]));
  const between = known.filter((i) => i >= first && i <= last);
  const slopes = between.slice(1).map((i, k) => {
    const before = between[k];
    return Math.abs((curve[i] - curve[before]) / (timesMs[i] - timesMs[before]));
  });
  const steep = cutOffSlope * Math.max(...slopes);
  const moves = curve[edFrame] - curve[esFrame] > leastStroke * curve[edFrame];
  const isBeyond = (frame: number): boolean =>
    moves &&
    slopes.length > 1 &&
    (frame === known[0] || frame === known[known.length - 1]) &&
    slopes[frame === first ? 0 : slopes.length - 1] > steep;
  return [
    ...(isBeyond(edFrame) ? ['ED' as const] : []),
    ...(isBeyond(esFrame) ? ['ES' as const] : []),
  ];
}
