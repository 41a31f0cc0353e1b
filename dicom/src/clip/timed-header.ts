import type { ClipHeader } from './clip-header';

/** The attributes of a header that its times come from. */
export type TimedHeader = Pick<
  ClipHeader,
  | 'NumberOfFrames'
  | 'FrameIncrementPointer'
  | 'FrameTime'
  | 'FrameTimeVector'
  | 'CineRate'
  | 'RecommendedDisplayFrameRate'
  | 'EffectiveDuration'
  | 'StartTrim'
  | 'StopTrim'
  | 'RWaveTimeVector'
  | 'HeartRate'
>;

/** From 2000 frames per second to one in 10 s; anything else is damage. */
const shortestFrameMs = 0.5;
const longestFrameMs = 10_000;

/** Whether a time between frames can be one. */
export function isFrameMs(milliseconds: number): boolean {
  return milliseconds >= shortestFrameMs && milliseconds <= longestFrameMs;
}
