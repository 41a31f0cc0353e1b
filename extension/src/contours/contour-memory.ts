import type { SegmentationManifest } from '@echonet/models';
import type { ClipContours } from './state';

/** Frames that are kept in all; a frame's contours take some twenty kilobytes. */
const capacity = 3000;

/**
 * Contours with the reader's changes, by model and clip, so that a clip that is opened again shows them
 * at once. They are kept in memory only: no patient data outlives the page.
 */
export class ContourMemory {
  private readonly contours = new Map<string, ClipContours>();

  /** Adds contours; drops the oldest beyond the capacity, but never those just added. */
  keep(manifest: SegmentationManifest, SOPInstanceUID: string, contours: ClipContours): void {
    const id = idOf(manifest, SOPInstanceUID);
    this.contours.delete(id);
    this.contours.set(id, contours);
    let count = [...this.contours.values()].reduce((sum, { frames }) => sum + frames.length, 0);
    for (const [oldest, { frames }] of this.contours) {
      if (count <= capacity || oldest === id) {
        return;
      }
      this.contours.delete(oldest);
      count -= frames.length;
    }
  }

  of(manifest: SegmentationManifest, SOPInstanceUID: string): ClipContours | undefined {
    return this.contours.get(idOf(manifest, SOPInstanceUID));
  }
}

/** The hashes of the weights and the calibration that the values depend on. */
function idOf(manifest: SegmentationManifest, SOPInstanceUID: string): string {
  const { files, measures, quality, input, structures } = manifest;
  return `${SOPInstanceUID} ${JSON.stringify({ files, measures, quality, input, structures })}`;
}
