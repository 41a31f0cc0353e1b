import { beatsIn, isMeasured } from '@echonet/models/measures';
import type { Moment } from './moments';
import type { ClipContours } from './state';

export interface PlotPoint {
  /** From 0. */
  readonly frame: number;
  readonly timeMs: number;
  readonly volume: number;
}

export interface PlotMark extends PlotPoint {
  readonly moment: Moment;
  /** Number of the beat as found, from 0. */
  readonly beat: number;
  /** Whether the beat is among those measured. */
  readonly counts: boolean;
}

/** LV volume over time, in mL, or in per cent of its largest value where there is no scale. */
export interface VolumePlot {
  readonly unit: 'mL' | '%';
  /** Of the frames that were measured. */
  readonly points: readonly PlotPoint[];
  /** Smoothed; interrupted where too few frames were measured. */
  readonly lines: readonly (readonly PlotPoint[])[];
  /** Systoles of the beats, ms, and whether each beat is among those measured. */
  readonly systoles: readonly {
    readonly fromMs: number;
    readonly toMs: number;
    readonly counts: boolean;
  }[];
  readonly marks: readonly PlotMark[];
}

/**
 * @param timesMs of all frames
 * @returns undefined before a frame with an LV is known
 */
export function volumePlot(
  { frames, scale, findings, edits }: ClipContours,
  timesMs: readonly number[],
): VolumePlot | undefined {
  const measured = frames.flatMap((segmented, frame) =>
    segmented && isMeasured(segmented.reading)
      ? [{ frame, volume: segmented.reading.ventricle.volumeDisks }]
      : [],
  );
  if (measured.length === 0) {
    return undefined;
  }
  const largest = Math.max(...measured.map(({ volume }) => volume));
  const factor = scale ? 1 : 100 / largest;
  const pointOf = (frame: number, volume: number): PlotPoint => ({
    frame,
    timeMs: timesMs[frame],
    volume: factor * volume,
  });
  const curve = findings?.beats.curve ?? [];
  const beats = findings ? beatsIn(findings.beats) : [];
  const counts = (beat: number) => edits?.beats?.includes(beat) ?? true;
  return {
    unit: scale ? 'mL' : '%',
    points: measured.map(({ frame, volume }) => pointOf(frame, volume)),
    lines: unbroken(curve).map((part) => part.map((frame) => pointOf(frame, curve[frame]))),
    systoles: beats
      .map(({ edFrame, esFrame }, beat) => ({
        fromMs: timesMs[edFrame],
        toMs: timesMs[esFrame],
        counts: counts(beat),
      }))
      .filter(({ fromMs, toMs }) => fromMs < toMs),
    marks: beats.flatMap(({ edFrame, esFrame, edVolume, esVolume }, beat) => [
      { moment: 'ED' as const, beat, counts: counts(beat), ...pointOf(edFrame, edVolume) },
      { moment: 'ES' as const, beat, counts: counts(beat), ...pointOf(esFrame, esVolume) },
    ]),
  };
}

/** Runs of frames with a known value. */
function unbroken(curve: readonly number[]): number[][] {
  const runs: number[][] = [];
  curve.forEach((value, frame) => {
    if (!Number.isFinite(value)) {
      return;
    }
    const last = runs.at(-1);
    if (last?.at(-1) === frame - 1) {
      last.push(frame);
    } else {
      runs.push([frame]);
    }
  });
  return runs;
}

/** A drawing of a plot, SVG units. */
export interface PlotBox {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface PlotAxes {
  x(timeMs: number): number;
  /** Of the volume; 0 is at the bottom. */
  y(volume: number): number;
  timeMsAt(x: number): number;
  /** Round volumes, from 0 on. */
  readonly ticks: readonly number[];
}

/** Axes from the first to the last frame and from 0 to a round volume above the largest. */
export function plotAxes(
  { points, lines }: Pick<VolumePlot, 'points' | 'lines'>,
  timesMs: readonly number[],
  { width, height, left, right, top, bottom }: PlotBox,
): PlotAxes {
  const largest = [...points, ...lines.flat()].reduce(
    (most, { volume }) => Math.max(most, volume),
    0,
  );
  const step = roundStep(largest);
  const highest = step * Math.ceil(largest / step);
  const [first, last] = [timesMs[0], timesMs[timesMs.length - 1]];
  const durationMs = Math.max(1, last - first);
  const [across, down] = [width - left - right, height - top - bottom];
  return {
    x: (timeMs) => left + ((timeMs - first) / durationMs) * across,
    y: (volume) => top + (1 - volume / highest) * down,
    timeMsAt: (x) => first + ((x - left) / across) * durationMs,
    ticks: Array.from({ length: Math.round(highest / step) + 1 }, (_, i) => i * step),
  };
}

/** 1, 2 or 5 times a power of ten, so that two to five steps reach the value. */
function roundStep(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(value, Number.MIN_VALUE) / 2));
  return power * ([1, 2, 5].find((factor) => value / (power * factor) <= 4) ?? 10);
}

/** The frame whose time is nearest. @param timesMs increasing, at least one */
export function frameAt(timesMs: readonly number[], timeMs: number): number {
  return timesMs.reduce(
    (best, time, frame) =>
      Math.abs(time - timeMs) < Math.abs(timesMs[best] - timeMs) ? frame : best,
    0,
  );
}
