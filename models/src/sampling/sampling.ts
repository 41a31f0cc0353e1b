export interface SampledFrames {
  /** 0-based, strictly increasing. */
  readonly frameIndices: readonly number[];
  /** Acquisition time of each in milliseconds since the clip's first frame. */
  readonly timesMs: readonly number[];
  /** Number of frames that a long enough clip would give. */
  readonly requestedCount: number;
  /** Full sentences: why there are fewer than requested. */
  readonly notes: readonly string[];
}

/** Acquisition times of a clip's frames. */
export interface ClipTimes {
  /** Milliseconds since the first frame, one per frame, increasing from 0. */
  readonly timesMs: readonly number[];
  /** The frames to sample from, 0-based, both included; absent where all. */
  readonly trim?: { readonly first: number; readonly last: number };
}

/** The time grid that a network was trained on; part of its input contract. */
export interface SamplingGrid {
  readonly frameIntervalMs: number;
  readonly frameCount: number;
}

/**
 * Picks the frame nearest to each time k * frameIntervalMs, k = 0 to frameCount - 1, from the
 * clip's first frame on (Ghorbani 2020: 20 frames, one per 100 ms), or the first that a trim leaves.
 * Grid times after the last frame are skipped, as are those whose nearest frame is already picked.
 *
 * @returns at least one frame unless the clip is empty
 */
export function sampleFrames({ timesMs, trim }: ClipTimes, grid: SamplingGrid): SampledFrames {
  const { first, last } = trim ?? { first: 0, last: timesMs.length - 1 };
  const startMs = timesMs[first] ?? 0;
  // A clip ends half a frame interval after its last frame.
  const endMs =
    last > first ? timesMs[last] + (timesMs[last] - timesMs[last - 1]) / 2 - startMs : 0;

  const frameIndices: number[] = [];
  let nearest = first;
  let gridTimes = 0;
  for (let k = 0; last >= 0 && k < grid.frameCount && k * grid.frameIntervalMs <= endMs; k++) {
    gridTimes++;
    const timeMs = startMs + k * grid.frameIntervalMs;
    while (nearest < last && timesMs[nearest + 1] - timeMs < timeMs - timesMs[nearest]) {
      nearest++;
    }
    if (frameIndices.at(-1) !== nearest) {
      frameIndices.push(nearest);
    }
  }

  const notes: string[] = [];
  if (gridTimes < grid.frameCount) {
    notes.push(
      `Short clip (${seconds(endMs)} s): ${frameIndices.length} frames used instead of ` +
        `${grid.frameCount}.`,
    );
    if (endMs < restingBeatMs) {
      notes.push(
        'The clip is shorter than a beat at 100 beats a minute: it may lack end-diastole or end-systole, and ' +
          'what is said of it be wrong.',
      );
    }
  } else if (frameIndices.length < grid.frameCount) {
    notes.push(
      `Low frame rate (less than one frame per ${grid.frameIntervalMs} ms): ` +
        `${frameIndices.length} frames used instead of ${grid.frameCount}.`,
    );
  }
  return {
    frameIndices,
    timesMs: frameIndices.map((frame) => timesMs[frame]),
    requestedCount: grid.frameCount,
    notes,
  };
}

/** Of the fastest heart rate of adults at rest. */
const restingBeatMs = 600;

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(1);
}
