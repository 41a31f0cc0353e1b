import type { Manifest } from '@echonet/models';
import type { ClipResult } from '../session/state';

/** More than a reader opens in a day; each takes some kilobytes. */
const mostResults = 2000;

/**
 * The results of this page's life, by model and clip, so that a clip that is opened again shows its
 * result at once. It is in the page's memory alone: nothing of a patient outlives the page.
 */
export class ResultMemory {
  private readonly results = new Map<string, ClipResult>();
  private readonly texts = new WeakMap<Manifest, string>();

  /** Keeps a result; drops the oldest when there are too many. */
  keep(manifest: Manifest, SOPInstanceUID: string, result: ClipResult): void {
    const key = this.keyOf(manifest, SOPInstanceUID);
    this.results.delete(key);
    this.results.set(key, result);
    for (const oldest of [...this.results.keys()].slice(0, -mostResults)) {
      this.results.delete(oldest);
    }
  }

  /** What that very model said of a clip, where it has read it. */
  of(manifest: Manifest, SOPInstanceUID: string): ClipResult | undefined {
    return this.results.get(this.keyOf(manifest, SOPInstanceUID));
  }

  /** The whole manifest: calibration changes results as much as the weights' SHA-256 does. */
  private keyOf(manifest: Manifest, SOPInstanceUID: string): string {
    const text = this.texts.get(manifest) ?? JSON.stringify(manifest);
    this.texts.set(manifest, text);
    return `${SOPInstanceUID} ${text}`;
  }
}
