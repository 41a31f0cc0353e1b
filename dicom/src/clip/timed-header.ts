import type { ClipHeader } from './clip-header';

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

export function isFrameMs(milliseconds: number): boolean {
  return milliseconds >= shortestFrameMs && milliseconds <= longestFrameMs;
}
