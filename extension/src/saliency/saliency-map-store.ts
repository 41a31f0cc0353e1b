import type { PreparedClip } from '../inference/protocol';
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

/** Maps of the frames of one clip that were computed alike. */
export interface MapSeries {
  readonly SOPInstanceUID: string;
  readonly taskId: string;
  readonly method: SaliencyMethod;
  readonly samples: number;
}

/** Maps are held for this many series; at 299 x 299 and 20 frames, 1.8 MB each. */
const mostSeries = 24;

/** The saliency maps that were computed, by series and frame. */
export class SaliencyMapStore {
  private readonly series = new Map<string, Map<number, SaliencyMap>>();

  /** Maps of one series, by 0-based frame. */
  of(series: MapSeries): ReadonlyMap<number, SaliencyMap> {
    return this.series.get(key(series)) ?? new Map<number, SaliencyMap>();
  }

  /** Keeps a map; drops the series that was longest not added to when there are too many. */
  add(series: MapSeries, frameIndex: number, map: SaliencyMap): void {
    const name = key(series);
    const maps = this.series.get(name) ?? new Map<number, SaliencyMap>();
    maps.set(frameIndex, map);
    this.series.delete(name);
    this.series.set(name, maps);
    for (const oldest of [...this.series.keys()].slice(0, -mostSeries)) {
      this.series.delete(oldest);
    }
  }

  /** Forgets the maps of one clip: its predictions are computed anew. */
  forget(SOPInstanceUID: string): void {
    for (const name of [...this.series.keys()]) {
      if (name.startsWith(`${SOPInstanceUID} `)) {
        this.series.delete(name);
      }
    }
  }

  clear(): void {
    this.series.clear();
  }
}

/** The plain gradient has no samples to average over, whatever number is set. */
function key({ SOPInstanceUID, taskId, method, samples }: MapSeries): string {
  return [SOPInstanceUID, taskId, method, method === 'gradient' ? 1 : samples].join(' ');
}

/**
 * The sampled frame nearest in time to the shown one.
 *
 * @param frameIndices 0-based sampled frames, at least one
 * @param timesMs when each frame of the clip was taken
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
