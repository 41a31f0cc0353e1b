import type { ClipTimes } from '../sampling/sampling';
import type { FrameContract } from './contract-schema';

export interface FrameWindows {
  /** 0-based frames of each window, in order; fewer than the contract's count in a short clip. */
  readonly windows: readonly (readonly number[])[];
  /** Full sentences to show beside the numbers. */
  readonly notes: readonly string[];
}

/** Frame rates further from those of training than this factor are stated. */
const mostRateRatio = 1.5;

/**
 * Places windows over a clip: one at its first frame, the others evenly after it, so that the last
 * ends with the clip; as few as cover the clip, and no more than the contract allows.
 *
 * A stride in frames takes every n-th frame, one in milliseconds the frame nearest to each time, the
 * same one again where the clip is slower.
 *
 * @returns at least one window, unless the clip is empty
 */
export function frameWindows({ timesMs, trim }: ClipTimes, contract: FrameContract): FrameWindows {
  const { first, last } = trim ?? { first: 0, last: timesMs.length - 1 };
  if (last < first) {
    return { windows: [], notes: [] };
  }
  const places =
    'ms' in contract.stride
      ? placesInTime(timesMs.slice(first, last + 1), contract.stride.ms)
      : placesInFrames(last - first + 1, contract.stride.frames);
  const { count, mostWindows } = contract;
  const span = (count - 1) * places.step + 1;
  const room = places.length - span;
  const wanted = Math.max(1, Math.ceil(places.length / (count * places.step)));
  const windowCount = room <= 0 ? 1 : Math.min(mostWindows, wanted);
  const windows = Array.from({ length: windowCount }, (_, i) => {
    const start = windowCount === 1 ? 0 : Math.round((i * room) / (windowCount - 1));
    const frames: number[] = [];
    for (let k = 0; k < count && start + k * places.step < places.length; k++) {
      frames.push(first + places.frameAt(start + k * places.step));
    }
    return frames;
  });
  const notes = [
    ...shortClipNotes(windows[0].length, contract),
    ...rateNotes(timesMs.slice(first, last + 1), contract),
  ];
  return { windows, notes };
}

/** Places that a window can begin at, and the frame of each. */
interface Places {
  readonly length: number;
  /** From one frame of a window to the next, in places. */
  readonly step: number;
  frameAt(place: number): number;
}

function placesInFrames(length: number, step: number): Places {
  return { length, step, frameAt: (place) => place };
}

/** Places `ms` apart, each with the frame nearest to it. */
function placesInTime(timesMs: readonly number[], ms: number): Places {
  const startMs = timesMs[0];
  const lastMs = timesMs[timesMs.length - 1];
  const halfFrameMs = timesMs.length > 1 ? (lastMs - timesMs[timesMs.length - 2]) / 2 : 0;
  return {
    length: Math.floor((lastMs + halfFrameMs - startMs) / ms) + 1,
    step: 1,
    frameAt: (place) => nearest(timesMs, startMs + place * ms),
  };
}

/** Index of the time nearest to the given one, the later of two that are equally near. */
function nearest(timesMs: readonly number[], timeMs: number): number {
  let [low, high] = [0, timesMs.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (timesMs[middle] < timeMs) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low > 0 && timeMs - timesMs[low - 1] < timesMs[low] - timeMs ? low - 1 : low;
}

const fillings: Readonly<Record<FrameContract['shortClip'], string>> = {
  'repeat last frame': 'the last one is repeated',
  loop: 'they are repeated from the first',
  zeros: 'the rest is filled with zeros',
  refuse: 'too few for the model',
};

function shortClipNotes(found: number, { count, shortClip }: FrameContract): string[] {
  return found < count
    ? [`Short clip: ${found} of the ${count} frames that the model reads; ${fillings[shortClip]}.`]
    : [];
}

/** Every n-th frame shows another speed of the heart where the frame rate is another one. */
function rateNotes(timesMs: readonly number[], { stride, count }: FrameContract): string[] {
  if ('ms' in stride || count === 1 || timesMs.length < 2) {
    return [];
  }
  const rate = (1000 * (timesMs.length - 1)) / (timesMs[timesMs.length - 1] - timesMs[0]);
  const ratio = rate / stride.framesPerSecond;
  return ratio > mostRateRatio || ratio < 1 / mostRateRatio
    ? [
        `The clip has ${rate.toFixed(0)} frames per second, and the model was trained on about ` +
          `${stride.framesPerSecond}: it sees the heart beat at another speed.`,
      ]
    : [];
}
