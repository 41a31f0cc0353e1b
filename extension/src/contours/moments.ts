import type { ClipFindings } from '@echonet/models';
import { type Beat, beatsIn, median } from '@echonet/models/measures';

export type Moment = 'ED' | 'ES';

/** Frames of a moment, 0-based, in order. */
export function framesAt(findings: Pick<ClipFindings, 'beats'>, moment: Moment): number[] {
  const frames = beatsIn(findings.beats).map(({ edFrame, esFrame }) =>
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
  const away = beatsIn(findings.beats).map(({ edFrame, esFrame }) =>
    Math.abs((moment === 'ED' ? edFrame : esFrame) - frame),
  );
  return Math.max(0, away.indexOf(Math.min(...away)));
}

/** @param beats at least one */
export function medianEf(beats: readonly Pick<Beat, 'efPercent'>[]): number {
  return median(beats.map(({ efPercent }) => efPercent));
}
