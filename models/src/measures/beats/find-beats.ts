import type { Beat, Moment } from './beat';
import { beatsOfCurve, extremesOf, momentsBeyond, type CurveBeats } from './beats-of-curve';
import { beatsOfRWaves } from './beats-of-r-waves';
import { median, smoothCurve } from './local-regression';

export interface VolumeCurve {
  /** Increasing. */
  readonly timesMs: readonly number[];
  /** Of the LV in each frame, in any unit, or its areas; NaN where a frame has none. */
  readonly volumes: readonly number[];
  /** On the clock of timesMs; R Wave Time Vector (0018,6060). */
  readonly rWavesMs?: readonly number[];
  /** Heart Rate (0018,1088), 1/min. */
  readonly headerHeartRate?: number;
}

/** What a reader should know about the beats; numbers for the sentence that says it. */
export type BeatNote =
  /** Frame times, R waves or Heart Rate are wrong: the rates differ by over a quarter. */
  | {
      readonly kind: 'header rate differs' | 'R waves differ';
      readonly curveRate: number;
      readonly otherRate: number;
    }
  /** So few frames that ED and ES can lie between them. */
  | { readonly kind: 'few frames a beat'; readonly framesPerBeat: number };

/** Middle and range of the beats' values. */
export interface Spread {
  readonly median: number;
  readonly lowest: number;
  readonly highest: number;
}

interface Analysis {
  /** Smoothed volumes, one a frame; NaN in long drop-outs. */
  readonly curve: readonly number[];
  readonly notes: readonly BeatNote[];
  /** 1/min, by the beats; undefined when the clip shows no period. */
  readonly heartRate?: number;
}

/** Whole beats, at least one. */
export interface WholeBeats extends Analysis {
  readonly kind: 'whole beats';
  readonly beats: readonly Beat[];
  /** The reader, where ED or ES of what is no whole beat were set by hand. */
  readonly foundBy: 'R waves' | 'curve' | 'reader';
  readonly efPercent: Spread;
}

/** No whole beat: the largest and the smallest volume that the clip shows, in any order. */
export interface PartOfBeat extends Analysis {
  readonly kind: 'part of a beat';
  readonly extremes: Beat;
  /**
   * Moments that the clip does not reach: end-diastole is larger than the largest volume, end-systole smaller
   * than the smallest, and the ejection fraction higher than between them.
   */
  readonly beyond: readonly Moment[];
  /** A full sentence. */
  readonly reason: string;
}

export interface NoBeat extends Analysis {
  readonly kind: 'no beat';
  /** A full sentence. */
  readonly reason: string;
}

export type BeatAnalysis = WholeBeats | PartOfBeat | NoBeat;

/** Whole beats, else the largest and the smallest volume that the clip shows; none without a volume. */
export function beatsIn(analysis: BeatAnalysis): readonly Beat[] {
  switch (analysis.kind) {
    case 'whole beats':
      return analysis.beats;
    case 'part of a beat':
      return [analysis.extremes];
    case 'no beat':
      return [];
  }
}

/** The moments that no volume of the clip is of; of whole beats, none. */
export function momentsNotShown(analysis: BeatAnalysis): readonly Moment[] {
  return analysis.kind === 'part of a beat' ? analysis.beyond : [];
}

/** The beats of which the clip shows both moments, end-diastole and end-systole. */
export function beatsShown(analysis: BeatAnalysis): readonly Beat[] {
  return momentsNotShown(analysis).length > 0 ? [] : beatsIn(analysis);
}

/** Half-width of the smoothing where the beat's length is not known yet, ms. */
const firstHalfWidthMs = 110;

/** Half-width of the smoothing as a share of a beat, and its limits, ms. */
const smoothing = { share: 0.22, leastMs: 40, mostMs: 200 };

/** Longest time without a known volume that is bridged, as a share of a beat. */
const longestGap = 0.2;

/** Rates that differ by more than this share contradict each other. */
const rateTolerance = 0.25;

/** Shorter than any heartbeat: an R wave counted twice. */
const shortestBeatMs = 200;

/** Standard deviation of a normal distribution over its median absolute deviation. */
const deviationOfMedian = 1.4826;

/** With fewer frames a beat, systole has fewer than two frames between ED and ES. */
const enoughFramesPerBeat = 8;

/**
 * Finds the beats of a clip in its volumes: ED and ES of every whole beat, by R waves where they fit
 * the curve, else by the curve itself.
 *
 * @throws RangeError when times and volumes differ in number or times do not increase
 */
export function findBeats(input: VolumeCurve): BeatAnalysis {
  const { timesMs, volumes } = input;
  const headerHeartRate = rateOf(input.headerHeartRate);
  refuseWrongTimes(timesMs, volumes);
  const rWavesMs = rWavesOf(input);
  const first = smoothAndFind(timesMs, volumes, firstHalfWidthMs);
  if (!first) {
    const known = volumes.filter(Number.isFinite).length;
    return {
      kind: 'no beat',
      curve: timesMs.map(() => NaN),
      notes: [],
      reason:
        `The left ventricle was measured in ${known} of ${volumes.length} frames, too few for a ` +
        'heartbeat.',
    };
  }
  const rIntervalMs = medianInterval(rWavesMs);
  const periodMs = first.found.periodMs ?? rIntervalMs ?? 60_000 / (headerHeartRate ?? 60);
  const halfWidth = Math.min(
    smoothing.mostMs,
    Math.max(smoothing.leastMs, smoothing.share * periodMs),
  );
  const { curve, found } = smoothAndFind(timesMs, volumes, halfWidth) ?? first;
  const gaps = gapsOf(timesMs, volumes, longestGap * periodMs);
  const bridged = curve.map((value, i) =>
    gaps.some(({ from, to }) => i > from && i < to) ? NaN : value,
  );
  const isUnbroken = ({ edFrame, esFrame }: Beat): boolean =>
    !gaps.some(({ from, to }) => from <= esFrame && to >= edFrame);

  const curveRate = found.periodMs && 60_000 / found.periodMs;
  const rRate = rIntervalMs && 60_000 / rIntervalMs;
  const rWavesFit = !curveRate || !rRate || !differ(curveRate, rRate);
  const byRWaves = rWavesFit ? beatsOfRWaves(timesMs, bridged, rWavesMs).filter(isUnbroken) : [];
  const foundBy = isPlausible(byRWaves, bridged) ? 'R waves' : 'curve';
  const beats = foundBy === 'R waves' ? byRWaves : found.beats.filter(isUnbroken);
  const heartRate = foundBy === 'R waves' ? rRate : curveRate;
  const notes = [
    ...(rWavesFit ? [] : noteOfRates('R waves differ', curveRate, rRate)),
    ...noteOfRates('header rate differs', heartRate, headerHeartRate),
    ...noteOfFewFrames(timesMs, heartRate),
  ];
  const analysis = { curve: bridged, notes, heartRate };
  if (beats.length > 0) {
    const efPercent = spreadOf(beats.map((beat) => beat.efPercent));
    return { kind: 'whole beats', ...analysis, beats, foundBy, efPercent };
  }
  const extremes = extremesOf(bridged);
  return {
    kind: 'part of a beat',
    ...analysis,
    extremes,
    beyond: momentsBeyond(timesMs, bridged, extremes),
    reason:
      found.beats.length > 0
        ? 'In every heartbeat of the clip there are frames without a left ventricle.'
        : 'The clip shows no whole heartbeat, from one end-diastole to the next.',
  };
}

function refuseWrongTimes(timesMs: readonly number[], volumes: readonly number[]): void {
  if (timesMs.length !== volumes.length) {
    throw new RangeError(`${timesMs.length} times are not those of ${volumes.length} volumes.`);
  }
  const wrong = timesMs.findIndex(
    (time, i) => !Number.isFinite(time) || (i > 0 && time <= timesMs[i - 1]),
  );
  if (wrong >= 0) {
    throw new RangeError(
      `The time of frame ${wrong}, ${timesMs[wrong]} ms, is not after the one before.`,
    );
  }
}

/** Undefined for what headers have in place of a rate, such as 0. */
function rateOf(rate: number | undefined): number | undefined {
  return rate !== undefined && rate > 0 && Number.isFinite(rate) ? rate : undefined;
}

function rWavesOf({ rWavesMs = [] }: VolumeCurve): number[] {
  const sorted = rWavesMs.filter(Number.isFinite).sort((a, b) => a - b);
  return sorted.filter((time, i) => i === 0 || time - sorted[i - 1] >= shortestBeatMs);
}

/** Undefined when too few volumes are known. */
function smoothAndFind(
  timesMs: readonly number[],
  volumes: readonly number[],
  halfWidthMs: number,
): { curve: readonly number[]; found: CurveBeats } | undefined {
  const smooth = smoothCurve(timesMs, volumes, halfWidthMs);
  if (!smooth.some(Number.isFinite)) {
    return undefined;
  }
  // A parabola beyond the outermost known volumes is a guess.
  const known = volumes.map((volume) => Number.isFinite(volume));
  const [from, to] = [known.indexOf(true), known.lastIndexOf(true)];
  const curve = smooth.map((value, i) => (i < from || i > to ? NaN : value));
  const residuals = volumes.map((volume, i) => Math.abs(volume - curve[i]));
  const noise = deviationOfMedian * median(residuals.filter(Number.isFinite));
  return { curve, found: beatsOfCurve(timesMs, curve, noise) };
}

/** Long drop-outs between known volumes, by the known frames on either side. */
function gapsOf(
  timesMs: readonly number[],
  volumes: readonly number[],
  longestMs: number,
): { from: number; to: number }[] {
  const known = timesMs.map((_, i) => i).filter((i) => Number.isFinite(volumes[i]));
  const longest = Math.max(longestMs, 1.5 * (medianInterval(timesMs) ?? 0));
  return known.slice(1).flatMap((to, k) => {
    const from = known[k];
    return timesMs[to] - timesMs[from] > longest ? [{ from, to }] : [];
  });
}

/** R waves on another clock than the frames find volumes that hardly fall. */
function isPlausible(beats: readonly Beat[], curve: readonly number[]): boolean {
  const known = curve.filter(Number.isFinite);
  const range = Math.max(...known) - Math.min(...known);
  const strokes = beats.map(({ edVolume, esVolume }) => edVolume - esVolume);
  return beats.length > 0 && median(strokes) >= range / 2;
}

function noteOfRates(
  kind: 'header rate differs' | 'R waves differ',
  curveRate: number | undefined,
  otherRate: number | undefined,
): BeatNote[] {
  return curveRate && otherRate && differ(curveRate, otherRate)
    ? [{ kind, curveRate, otherRate }]
    : [];
}

function noteOfFewFrames(timesMs: readonly number[], heartRate: number | undefined): BeatNote[] {
  const spacing = medianInterval(timesMs);
  if (!heartRate || !spacing) {
    return [];
  }
  const framesPerBeat = 60_000 / heartRate / spacing;
  return framesPerBeat < enoughFramesPerBeat ? [{ kind: 'few frames a beat', framesPerBeat }] : [];
}

function differ(a: number, b: number): boolean {
  return Math.max(a, b) > (1 + rateTolerance) * Math.min(a, b);
}

function medianInterval(times: readonly number[]): number | undefined {
  return times.length < 2 ? undefined : median(times.slice(1).map((time, i) => time - times[i]));
}

export function spreadOf(values: readonly number[]): Spread {
  return { median: median(values), lowest: Math.min(...values), highest: Math.max(...values) };
}
