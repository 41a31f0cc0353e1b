import type { ClipHeader } from './clip-header';

export interface FrameTimes {
  /** Milliseconds since the first frame, one value per frame, increasing from 0. */
  readonly timesMs: readonly number[];
  /** The attribute that the times come from; 'assumed' means 30 frames per second. */
  readonly source:
    'FrameTime' | 'FrameTimeVector' | 'CineRate' | 'RecommendedDisplayFrameRate' | 'assumed';
  /** Full sentences: which attributes were ignored and why, and what was assumed. */
  readonly notes: readonly string[];
}

const assumedFramesPerSecond = 30;

/** From 2000 frames per second to one in 10 s; anything else is damage. */
const shortestFrameMs = 0.5;
const longestFrameMs = 10_000;

/**
 * Times of all frames by the first valid one of Frame Time, Frame Time Vector, Cine Rate and
 * Recommended Display Frame Rate (PS3.3 C.7.6.5).
 */
export function frameTimes(
  header: Pick<
    ClipHeader,
    'NumberOfFrames' | 'FrameTime' | 'FrameTimeVector' | 'CineRate' | 'RecommendedDisplayFrameRate'
  >,
): FrameTimes {
  const notes: string[] = [];
  const count = header.NumberOfFrames;
  const evenly = (frameMs: number) => Array.from({ length: count }, (_, frame) => frame * frameMs);

  if (header.FrameTime !== undefined) {
    if (isFrameMs(header.FrameTime)) {
      return { timesMs: evenly(header.FrameTime), source: 'FrameTime', notes };
    }
    notes.push(`Frame Time in header is wrong (${header.FrameTime} ms); ignored.`);
  }
  if (header.FrameTimeVector !== undefined) {
    const increments = header.FrameTimeVector.slice(1, count);
    if (header.FrameTimeVector.length < count) {
      notes.push(
        `Frame Time Vector in header is wrong (${header.FrameTimeVector.length} values for ` +
          `${count} frames); ignored.`,
      );
    } else if (!increments.every(isFrameMs)) {
      notes.push('Frame Time Vector in header has invalid values; ignored.');
    } else {
      return { timesMs: runningSum(increments, count), source: 'FrameTimeVector', notes };
    }
  }
  const rates = [
    ['CineRate', 'Cine Rate'],
    ['RecommendedDisplayFrameRate', 'Recommended Display Frame Rate'],
  ] as const;
  for (const [source, words] of rates) {
    const framesPerSecond = header[source];
    if (framesPerSecond !== undefined) {
      if (isFrameMs(1000 / framesPerSecond)) {
        return { timesMs: evenly(1000 / framesPerSecond), source, notes };
      }
      notes.push(`${words} in header is wrong (${framesPerSecond} frames a second); ignored.`);
    }
  }
  notes.push(`No frame times in the header: ${assumedFramesPerSecond} frames a second assumed.`);
  return { timesMs: evenly(1000 / assumedFramesPerSecond), source: 'assumed', notes };
}

function isFrameMs(milliseconds: number): boolean {
  return milliseconds >= shortestFrameMs && milliseconds <= longestFrameMs;
}

/** @param increments the Frame Time Vector without its first value, which precedes frame 0 */
function runningSum(increments: readonly number[], count: number): number[] {
  const times: number[] = [];
  let time = 0;
  for (let frame = 0; frame < count; frame++) {
    time += frame === 0 ? 0 : increments[frame - 1];
    times.push(time);
  }
  return times;
}
