import type { ClipFindings } from '@echonet/models';
import { type Beat, median } from '@echonet/models/measures';

export type Moment = 'ED' | 'ES';

/** Whole beats, else the largest and smallest volume that the clip shows; none without a volume. */
export function beatsOf({ beats }: Pick<ClipFindings, 'beats'>): readonly Beat[] {
  switch (beats.kind) {
    case 'whole beats':
      return beats.beats;
    case 'part of a beat':
      return [beats.extremes];
    case 'no beat':
      return [];
  }
}

/** Frames of a moment, 0-based, in order. */
export function framesAt(findings: Pick<ClipFindings, 'beats'>, moment: Moment): number[] {
  const frames = beatsOf(findings).map(({ edFrame, esFrame }) =>
    moment === 'ED' ? edFrame : esFrame,
  );
  return [...new Set(frames)].sort((a, b) => a - b);
}

/** The first frame after the current one; after the last, the first. Undefined without frames. */
export function nextFrame(frames: readonly number[], current: number): number | undefined {
  return frames.find((frame) => frame > current) ?? frames.at(0);
}

/** The beat whose moment is nearest to a frame; 0 where there is none. */
export function nearestBeat(
  findings: Pick<ClipFindings, 'beats'>,
  moment: Moment,
  frame: number,
): number {
  const away = beatsOf(findings).map(({ edFrame, esFrame }) =>
    Math.abs((moment === 'ED' ? edFrame : esFrame) - frame),
  );
  return Math.max(0, away.indexOf(Math.min(...away)));
}

/** @param beats at least one */
export function medianEf(beats: readonly Pick<Beat, 'efPercent'>[]): number {
  return median(beats.map(({ efPercent }) => efPercent));
}
