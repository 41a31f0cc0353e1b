/** Saliency of one frame for one task: 0 to 255, size * size values, row by row. */
export type HeatMap = Uint8ClampedArray;

/** Maps are held for this many pairs of clip and task; at 299 x 299 and 20 frames, 1.8 MB each. */
const mostSeries = 24;

/** The saliency maps that were computed, by clip, task and frame. */
export class HeatMaps {
  private readonly series = new Map<string, Map<number, HeatMap>>();

  /** Maps of one clip for one task, by 0-based frame. */
  of(SOPInstanceUID: string, taskId: string): ReadonlyMap<number, HeatMap> {
    return this.series.get(key(SOPInstanceUID, taskId)) ?? new Map<number, HeatMap>();
  }

  /** Keeps a map; drops the series that was longest not added to when there are too many. */
  add(SOPInstanceUID: string, taskId: string, frameIndex: number, map: HeatMap): void {
    const name = key(SOPInstanceUID, taskId);
    const maps = this.series.get(name) ?? new Map<number, HeatMap>();
    maps.set(frameIndex, map);
    this.series.delete(name);
    this.series.set(name, maps);
    for (const oldest of [...this.series.keys()].slice(0, -mostSeries)) this.series.delete(oldest);
  }

  /** Forgets the maps of one clip: its predictions are computed anew. */
  forget(SOPInstanceUID: string): void {
    for (const name of [...this.series.keys()]) {
      if (name.startsWith(key(SOPInstanceUID, ''))) this.series.delete(name);
    }
  }

  clear(): void {
    this.series.clear();
  }
}

function key(SOPInstanceUID: string, taskId: string): string {
  return `${SOPInstanceUID} ${taskId}`;
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
