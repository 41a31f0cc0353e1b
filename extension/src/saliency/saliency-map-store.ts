import type { PreparedClip } from '../inference/protocol';
import { hasSamples } from './state';
import type { SaliencyMethod } from './settings';

/** Display values of one frame: 0 to 255, size * size, row by row. */
export type SaliencyMap = Uint8ClampedArray;

/** A map and where it lies on the image. */
export interface FrameSaliency {
  readonly map: SaliencyMap;
  /** 0-based sampled frame that it explains. */
  readonly frameIndex: number;
  readonly prepared: PreparedClip;
}

/** The maps of one clip for one task and one setting of the method. */
export interface MapSeries {
  readonly SOPInstanceUID: string;
  readonly taskId: string;
  readonly method: SaliencyMethod;
  readonly samples: number;
}

/** In series; one takes 1.8 MB at 299 x 299 and 20 frames. */
const capacity = 24;

/** The computed saliency maps by series and frame. */
export class SaliencyMapStore {
  private readonly series = new Map<string, Map<number, SaliencyMap>>();

  /** By 0-based frame. */
  of(series: MapSeries): ReadonlyMap<number, SaliencyMap> {
    return this.series.get(idOf(series)) ?? new Map<number, SaliencyMap>();
  }

  /** Adds a map; drops the least recently extended series beyond the capacity. */
  add(series: MapSeries, frameIndex: number, map: SaliencyMap): void {
    const id = idOf(series);
    const maps = this.series.get(id) ?? new Map<number, SaliencyMap>();
    maps.set(frameIndex, map);
    this.series.delete(id);
    this.series.set(id, maps);
    for (const oldest of [...this.series.keys()].slice(0, -capacity)) {
      this.series.delete(oldest);
    }
  }

  forget(SOPInstanceUID: string): void {
    for (const id of [...this.series.keys()]) {
      if (id.startsWith(`${SOPInstanceUID} `)) {
        this.series.delete(id);
      }
    }
  }

  clear(): void {
    this.series.clear();
  }
}

function idOf({ SOPInstanceUID, taskId, method, samples }: MapSeries): string {
  return [SOPInstanceUID, taskId, method, hasSamples(method) ? samples : 1].join(' ');
}

/**
 * The sampled frame that a frame stands for: the nearest in time, at most half a sampling interval away.
 *
 * @param frameIndices 0-based sampled frames, at least one
 * @param timesMs times of all frames of the clip in ms
 * @returns undefined for a frame of a part of the clip that was not sampled
 */
export function sampledFrameOf(
  frameIndex: number,
  frameIndices: readonly number[],
  timesMs: readonly number[],
  intervalMs: number,
): number | undefined {
  const nearest = nearestSampledFrame(frameIndex, frameIndices, timesMs);
  const distanceMs = Math.abs((timesMs[nearest] ?? 0) - (timesMs[frameIndex] ?? 0));
  // Half a millisecond for rounded frame times.
  return distanceMs <= intervalMs / 2 + 0.5 ? nearest : undefined;
}

/**
 * The sampled frame nearest in time to a frame.
 *
 * @param frameIndices 0-based sampled frames, at least one
 * @param timesMs times of all frames of the clip in ms
 */
export function nearestSampledFrame(
  frameIndex: number,
  frameIndices: readonly number[],
  timesMs: readonly number[],
): number {
  const shownMs = timesMs[frameIndex] ?? 0;
  const distance = (sampled: number) => Math.abs((timesMs[sampled] ?? 0) - shownMs);
  return frameIndices.reduce((best, sampled) =>
    distance(sampled) < distance(best) ? sampled : best,
  );
}
