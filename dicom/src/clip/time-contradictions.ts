import { isFrameMs, type TimedHeader } from './timed-header';

interface StatedTimes {
  readonly timesMs: readonly number[];
  readonly source: keyof typeof names | 'assumed';
  readonly trim?: { readonly first: number; readonly last: number };
  readonly rWavesMs?: readonly number[];
}

/** Cine Rate is a whole number, and durations are rounded: less is no contradiction. */
const mostDeviation = 0.1;

/** Heart rates vary from beat to beat, and what machines show is a mean. */
const mostHeartDeviation = 0.25;

const slowestHeart = 20;
const fastestHeart = 300;

/**
 * What other attributes of the header say against the times of its frames, in full sentences; nothing
 * of the header decides which of them is right.
 */
export function contradictions(header: TimedHeader, times: StatedTimes): string[] {
  const { timesMs, source } = times;
  const last = timesMs.length - 1;
  if (last < 1 || source === 'assumed') {
    return [];
  }
  const frameMs = timesMs[last] / last;
  return [
    ...rateContradictions(header, source, frameMs),
    ...durationContradictions(header, timesMs[last], frameMs),
    ...heartContradictions(header, times, frameMs),
  ];
}

const names = {
  FrameTime: 'Frame Time',
  FrameTimeVector: 'Frame Time Vector',
  CineRate: 'Cine Rate',
  RecommendedDisplayFrameRate: 'Recommended Display Frame Rate',
} as const;

function rateContradictions(
  { FrameTime, FrameTimeVector = [], CineRate }: TimedHeader,
  source: keyof typeof names,
  frameMs: number,
): string[] {
  const others: [keyof typeof names, number | undefined][] = [
    ['FrameTime', FrameTime],
    ['FrameTimeVector', meanOf(FrameTimeVector.slice(1))],
    ['CineRate', CineRate && 1000 / CineRate],
  ];
  return others.flatMap(([name, otherMs]) =>
    name !== source && otherMs !== undefined && isFrameMs(otherMs) && deviates(otherMs, frameMs)
      ? [
          `Header contradicts itself: ${round(frameMs)} ms between frames by ${names[source]}, which ` +
            `is used, and ${round(otherMs)} ms by ${names[name]}.`,
        ]
      : [],
  );
}

/** Effective Duration is in seconds; it may or may not include the last frame. */
function durationContradictions(
  { EffectiveDuration }: TimedHeader,
  lastMs: number,
  frameMs: number,
): string[] {
  const statedMs = EffectiveDuration !== undefined ? 1000 * EffectiveDuration : Number.NaN;
  return statedMs > 0 && deviates(statedMs, lastMs) && deviates(statedMs, lastMs + frameMs)
    ? [
        `Header contradicts itself: the clip takes ${seconds(lastMs + frameMs)} s by its frame times, ` +
          `which are used, and ${seconds(statedMs)} s by Effective Duration.`,
      ]
    : [];
}

function heartContradictions(
  { HeartRate }: TimedHeader,
  { timesMs, trim, rWavesMs = [] }: StatedTimes,
  frameMs: number,
): string[] {
  const stated = isHeartRate(HeartRate) ? HeartRate : undefined;
  const beats = rWavesMs.length - 1;
  const counted = beats > 0 ? (60_000 * beats) / (rWavesMs[beats] - rWavesMs[0]) : undefined;
  const notes: string[] = [];
  if (stated && counted && Math.abs(counted / stated - 1) > mostHeartDeviation) {
    notes.push(
      `Header contradicts itself: ${round(counted)} beats a minute by its R waves and ${stated} by ` +
        'Heart Rate; its frame times may be wrong.',
    );
  }
  const rate = counted ?? stated;
  const { first, last } = trim ?? { first: 0, last: timesMs.length - 1 };
  const lengthMs = timesMs[last] - timesMs[first] + frameMs;
  if (rate && lengthMs < 60_000 / rate) {
    notes.push(
      `The clip is shorter than one beat (${seconds(lengthMs)} s at ${round(rate)} beats a minute): ` +
        'it may lack end-diastole or end-systole.',
    );
  }
  return notes;
}

function meanOf(values: readonly number[]): number | undefined {
  return values.length > 0
    ? values.reduce((sum, value) => sum + value, 0) / values.length
    : undefined;
}

function isHeartRate(rate: number | undefined): rate is number {
  return rate !== undefined && rate >= slowestHeart && rate <= fastestHeart;
}

function deviates(a: number, b: number): boolean {
  return Math.abs(a - b) > mostDeviation * Math.max(a, b);
}

function round(value: number): string {
  return String(Number(value.toPrecision(3)));
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(2);
}
