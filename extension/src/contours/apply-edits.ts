import { measureEditedClip, type SegmentationManifest } from '@echonet/models';
import { type ClipContours, noEdits, type ReaderEdits } from './state';

/**
 * A clip's contours with other edits in place of the present ones. Before all frames are segmented there
 * is nothing to edit: the contours stay as they are.
 */
export function withEdits(
  manifest: Pick<SegmentationManifest, 'measures' | 'quality'>,
  contours: ClipContours,
  edits: ReaderEdits,
): ClipContours {
  const { scale, notes } = contours;
  const found = contours.found ?? foundOf(contours);
  if (!found) {
    return contours;
  }
  const plain = { ...found, scale, notes };
  if (areNone(edits)) {
    return plain;
  }
  const { frames, findings, contours: edited } = measureEditedClip(manifest, found, edits);
  return { ...plain, frames, findings, edits, edited, found };
}

function foundOf({ frames, findings, scale }: ClipContours): ClipContours['found'] {
  const all = frames.flatMap((frame) => frame ?? []);
  return findings && all.length === frames.length ? { frames: all, findings, scale } : undefined;
}

function areNone({ drawn, moments, beats, typed }: ReaderEdits): boolean {
  return drawn.size === 0 && moments.size === 0 && typed.size === 0 && beats === undefined;
}

/** The edits without the contour drawn in a frame, and without what was carried from it. */
export function withoutFrame(edits: ReaderEdits, frame: number): ReaderEdits {
  const drawn = new Map(edits.drawn);
  drawn.delete(frame);
  return { ...edits, drawn };
}

export function editsOf({ edits }: ClipContours): ReaderEdits {
  return edits ?? noEdits;
}
