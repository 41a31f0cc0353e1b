import type { ClipFindings } from '@echonet/models';
import type { Beat } from '@echonet/models/measures';

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
