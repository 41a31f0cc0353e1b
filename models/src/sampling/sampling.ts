/** The frames of a clip that the network reads. */
export interface SampledFrames {
  /** 0-based, increasing, none twice. */
  readonly frameIndices: readonly number[];
  /** When each of them was taken, milliseconds since the clip's first frame. */
  readonly timesMs: readonly number[];
  /** How many a clip that is long enough would give. */
  readonly requestedCount: number;
  /** Full sentences: why there are fewer than requested. */
  readonly notes: readonly string[];
}

/** When the frames of a clip were taken. */
export interface ClipTimes {
  /** Milliseconds since the first frame, one a frame, increasing; the first is 0. */
  readonly timesMs: readonly number[];
}

/** The time grid that a network was trained on; part of its input contract. */
export interface SamplingGrid {
  readonly frameIntervalMs: number;
  readonly frameCount: number;
}

/**
 * Picks the frame nearest to each time k * frameIntervalMs, k = 0 to frameCount - 1, from the
 * clip's first frame on (Ghorbani 2020: 20 frames, one per 100 ms). Grid times after the last
 * frame give none, nor does a grid time whose nearest frame is picked already.
 *
 * @returns at least one frame for a clip that has any
 */
export function sampleFrames({ timesMs }: ClipTimes, grid: SamplingGrid): SampledFrames {
  const last = timesMs.length - 1;
  // A clip ends half a frame after its last frame was taken: up to there that frame is nearest.
  const endMs = last > 0 ? timesMs[last] + (timesMs[last] - timesMs[last - 1]) / 2 : 0;

  const frameIndices: number[] = [];
  let nearest = 0;
  let gridTimes = 0;
  for (let k = 0; last >= 0 && k < grid.frameCount && k * grid.frameIntervalMs <= endMs; k++) {
    gridTimes++;
    const timeMs = k * grid.frameIntervalMs;
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

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(1);
}
