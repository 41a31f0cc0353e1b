import type { Manifest } from '@echonet/models';
import type { ClipResult } from '../results/state';

/** More clips than a reader opens in a day; a result takes a few kilobytes. */
const capacity = 2000;

/**
 * Results by model and clip, so that a clip that is opened again shows its result at once. They are
 * kept in memory only: no patient data outlives the page.
 */
export class ResultMemory {
  private readonly results = new Map<string, ClipResult>();
  private readonly manifestTexts = new WeakMap<Manifest, string>();

  /** Adds a result; drops the oldest beyond the capacity. */
  keep(manifest: Manifest, SOPInstanceUID: string, result: ClipResult): void {
    const id = this.idOf(manifest, SOPInstanceUID);
    this.results.delete(id);
    this.results.set(id, result);
    for (const oldest of [...this.results.keys()].slice(0, -capacity)) {
      this.results.delete(oldest);
    }
  }

  of(manifest: Manifest, SOPInstanceUID: string): ClipResult | undefined {
    return this.results.get(this.idOf(manifest, SOPInstanceUID));
  }

  /** Covers the whole manifest: calibration changes a result as much as the weights do. */
  private idOf(manifest: Manifest, SOPInstanceUID: string): string {
    const text = this.manifestTexts.get(manifest) ?? JSON.stringify(manifest);
    this.manifestTexts.set(manifest, text);
    return `${SOPInstanceUID} ${text}`;
  }
}
