import { modelHash, type SegmentationManifest } from '@echonet/models';
import type { ClipContours, ReaderEdits } from '../../contours/state';
import type { EarlierReport } from './read-report';

/** A reader's changes of one clip, as a stored report has them. */
export interface StoredEdits {
  readonly report: EarlierReport;
  readonly edits: ReaderEdits;
}

/**
 * The changes that the newest report on a clip has, of contours that the same network drew. The newest report
 * decides: where its reader had changed nothing, older changes stay away.
 *
 * @param earlier newest first
 */
export function storedEdits(
  SOPInstanceUID: string,
  manifest: Pick<SegmentationManifest, 'files'>,
  earlier: readonly EarlierReport[],
): StoredEdits | undefined {
  for (const report of earlier) {
    const stored = report.contours.find((one) => one.SOPInstanceUID === SOPInstanceUID);
    if (stored) {
      const { edits, modelSha256 } = stored;
      const isSameModel = modelSha256 === undefined || modelSha256 === modelHash(manifest);
      return edits && isSameModel ? { report, edits } : undefined;
    }
  }
  return undefined;
}

/**
 * The stored changes of a clip that can be restored: the reader has not changed anything since, and every
 * frame exists.
 *
 * @param earlier newest first
 */
export function editsToRestore(
  SOPInstanceUID: string,
  contours: ClipContours | undefined,
  manifest: Pick<SegmentationManifest, 'files'>,
  earlier: readonly EarlierReport[],
): StoredEdits | undefined {
  if (!contours?.findings || contours.edits) {
    return undefined;
  }
  const stored = storedEdits(SOPInstanceUID, manifest, earlier);
  return stored && fits(stored.edits, contours.frames.length) ? stored : undefined;
}

function fits({ drawn, drawnAtria, moments }: ReaderEdits, frameCount: number): boolean {
  const frames = [
    ...drawn.keys(),
    ...(drawnAtria?.keys() ?? []),
    ...[...moments.values()].flatMap(({ edFrame, esFrame }) => [edFrame ?? 0, esFrame ?? 0]),
  ];
  return frames.every((frame) => frame < frameCount);
}
