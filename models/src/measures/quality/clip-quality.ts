import { median } from '../beats/local-regression';
import type { BeatMeasures } from '../measure-clip';
import { isMeasured, type FrameReading } from '../measure-frame';
import { contourJitter } from './steadiness';
import type { FrameQuality } from './frame-quality';

/** Criteria of a clip's quality; absent where a clip cannot tell. Shares are 0..1. */
export interface ClipQuality {
  /** See {@link FrameQuality.sharpness}; median of the frames, as are the shares below. */
  readonly sharpness?: number;
  /** See {@link contourJitter}. */
  readonly jitter?: number;
  readonly borderShare?: number;
  readonly ventricleInOnePart?: number;
  readonly atriumInOnePart?: number;
  readonly wallShare?: number;
  /** Share of frames whose LA lies beyond the annulus. */
  readonly atriumBelowShare?: number;
  /** Share of frames in which an LV was measured. */
  readonly measuredShare?: number;
  /**
   * Length of the LV at end-systole over that at end-diastole: a plane beside the apex shows little
   * shortening.
   */
  readonly lengthRatio?: number;
  /** Length at end-diastole over the longest of the study's clips; see {@link lengthShares}. */
  readonly lengthShare?: number;
}

export type QualityCriterion = keyof ClipQuality;

export interface RatedClip {
  readonly frames: readonly FrameReading[];
  /** One a frame; undefined where the frame has no LV. */
  readonly qualities: readonly (FrameQuality | undefined)[];
  readonly timesMs: readonly number[];
  readonly measures?: BeatMeasures;
  /** Of this clip, from {@link lengthShares}. */
  readonly lengthShare?: number;
}

export function clipQuality({
  frames,
  qualities,
  timesMs,
  measures,
  lengthShare,
}: RatedClip): ClipQuality {
  const values = (of: (quality: FrameQuality) => number | boolean | undefined) =>
    qualities.flatMap((quality) => {
      const value = quality && of(quality);
      return value === undefined ? [] : [Number(value)];
    });
  const middle = (of: (quality: FrameQuality) => number | undefined) => {
    const known = values(of);
    return known.length > 0 ? median(known) : undefined;
  };
  const below = values(({ atriumIsBelow }) => atriumIsBelow);
  return {
    sharpness: middle(({ sharpness }) => sharpness),
    jitter: contourJitter(frames, timesMs),
    borderShare: middle(({ borderShare }) => borderShare),
    ventricleInOnePart: middle(({ ventricleInOnePart }) => ventricleInOnePart),
    atriumInOnePart: middle(({ atriumInOnePart }) => atriumInOnePart),
    wallShare: middle(({ wallShare }) => wallShare),
    atriumBelowShare: below.length > 0 ? meanOf(below) : undefined,
    measuredShare:
      frames.length > 0 ? meanOf(frames.map((frame) => Number(isMeasured(frame)))) : undefined,
    lengthRatio: measures && measures.esLength / measures.edLength,
    lengthShare,
  };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * End-diastolic length of each clip of one study and view over the longest: foreshortened clips are
 * shorter. Undefined for a single clip, and for clips without a length in cm.
 */
export function lengthShares(
  clips: readonly (Pick<BeatMeasures, 'unit' | 'edLength'> | undefined)[],
): (number | undefined)[] {
  const lengths = clips.map((clip) => (clip?.unit === 'cm' ? clip.edLength : undefined));
  const known = lengths.filter((length) => length !== undefined);
  const longest = Math.max(...known);
  return lengths.map((length) =>
    length === undefined || known.length < 2 ? undefined : length / longest,
  );
}
