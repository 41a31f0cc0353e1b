import { judgeClip, type SegmentationManifest } from '@echonet/models';
import { lengthShares } from '@echonet/models/measures';
import { editsOf, withEdits } from './apply-edits';
import type { ClipContours } from './state';

/**
 * The clips with the length of their LV judged against the longest of them: a foreshortened clip is
 * shorter.
 *
 * @param clips of one patient and view, by SOP Instance UID
 */
export function withLengthShares(
  manifest: Pick<SegmentationManifest, 'measures' | 'quality'>,
  clips: ReadonlyMap<string, ClipContours>,
): Map<string, ClipContours> {
  const all = [...clips];
  const shares = lengthShares(all.map(([, { findings }]) => findings?.measures));
  return new Map(
    all.map(([uid, contours], i) => {
      const plain = contours.found?.findings ?? contours.findings;
      if (!plain || plain.quality.lengthShare === shares[i]) {
        return [uid, contours];
      }
      const quality = { ...plain.quality, lengthShare: shares[i] };
      const judged = judgeClip(manifest, plain, quality);
      const { frames, scale } = contours.found ?? contours;
      const found = { frames, scale, notes: contours.notes, findings: judged };
      return [uid, withEdits(manifest, found, editsOf(contours))];
    }),
  );
}
