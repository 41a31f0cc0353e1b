import { measureEditedClip, type SegmentationManifest } from '@echonet/models';
import { type ContourEdits, drawnContours, type EditableStructure } from '@echonet/models/measures';
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
  const changed = measureEditedClip(manifest, found, edits);
  const { frames, findings, contours: edited, atria: editedAtria } = changed;
  return { ...plain, frames, findings, edits, edited, editedAtria, found };
}

function foundOf({ frames, findings, scale }: ClipContours): ClipContours['found'] {
  const all = frames.flatMap((frame) => frame ?? []);
  return findings && all.length === frames.length ? { frames: all, findings, scale } : undefined;
}

function areNone({ drawn, drawnAtria, moments, beats, typed }: ReaderEdits): boolean {
  const parts = [drawn, drawnAtria, moments, typed];
  return parts.every((part) => (part?.size ?? 0) === 0) && beats === undefined;
}

/** The edits with other drawn contours of a structure. */
export function withDrawn(
  edits: ReaderEdits,
  structure: EditableStructure,
  drawn: ContourEdits['drawn'],
): ReaderEdits {
  return structure === 'LV' ? { ...edits, drawn } : { ...edits, drawnAtria: drawn };
}

/** The edits without the contour drawn in a frame, and without what was carried from it. */
export function withoutFrame(
  edits: ReaderEdits,
  frame: number,
  structure: EditableStructure,
): ReaderEdits {
  const drawn = new Map(drawnContours(edits, structure));
  drawn.delete(frame);
  return withDrawn(edits, structure, drawn);
}

export function editsOf({ edits }: ClipContours): ReaderEdits {
  return edits ?? noEdits;
}
