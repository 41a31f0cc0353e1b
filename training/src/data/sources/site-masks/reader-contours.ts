import { readContentTree, contourRegions, type NaturalizedDataset } from '@echonet/dicom';
import { rasterize } from '@echonet/models/image';
import { structureNames } from '@echonet/phantom';
import { checkFrame, type ClipFrames } from './clip-frames';

/** SOP Instance UIDs of the clips whose contours a reader edited in a report that EchoNet stored. */
export function clipsWithReaderContours(instance: NaturalizedDataset): string[] {
  const edited = contourRegions(readContentTree(instance)).filter(({ isEdited }) => isEdited);
  return [...new Set(edited.map(({ SOPInstanceUID }) => SOPInstanceUID))];
}

/**
 * The contours of a clip that a reader edited, as masks: a pixel belongs to what its centre lies in. What
 * the reader left as the network had drawn it is no mask, lest the network learns from itself.
 *
 * @param instance a report that EchoNet stored
 * @param name subject of errors
 * @returns codes by frame of the clip, from 0
 * @throws Error with one sentence for a frame that the clip does not have
 */
export function readerContourMasks(
  instance: NaturalizedDataset,
  clip: ClipFrames,
  name: string,
): Map<number, Uint8Array> {
  const { SOPInstanceUID, Rows: rows, Columns: columns } = clip;
  const masks = new Map<number, Uint8Array>();
  for (const region of contourRegions(readContentTree(instance))) {
    if (region.SOPInstanceUID !== SOPInstanceUID || !region.isEdited) {
      continue;
    }
    const frame = region.frameNumber - 1;
    checkFrame(name, frame, clip);
    const inside = rasterize(region.outline, { x: 0, y: 0, step: 1, columns, rows });
    const code = structureNames.indexOf(region.structure);
    const mask = masks.get(frame) ?? new Uint8Array(rows * columns);
    inside.forEach((isInside, pixel) => {
      if (isInside) {
        mask[pixel] = code;
      }
    });
    masks.set(frame, mask);
  }
  return masks;
}
