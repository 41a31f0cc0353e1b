import {
  readContentTree,
  contourRegions,
  type ContourRegion,
  type NaturalizedDataset,
} from '@echonet/dicom';
import { rasterize } from '@echonet/models/image';
import { structureNames } from '@echonet/phantom';
import { checkFrame, type ClipFrames } from './clip-frames';

/** SOP Instance UIDs of the clips whose LV a reader edited in a report that EchoNet stored. */
export function clipsWithReaderContours(instance: NaturalizedDataset): string[] {
  return [...new Set(editedRegions(instance).map(({ SOPInstanceUID }) => SOPInstanceUID))];
}

/**
 * The LV alone: masks of a data set mark a structure in every frame or in none, and readers edit the
 * atrium in few of the frames in which they edit the LV.
 */
function editedRegions(instance: NaturalizedDataset): ContourRegion[] {
  return contourRegions(readContentTree(instance)).filter(
    ({ structure, isEdited }) => structure === 'LV' && isEdited,
  );
}

/**
 * The LV contours of a clip that a reader edited, as masks: a pixel belongs to what its centre lies in. What
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
  for (const region of editedRegions(instance)) {
    if (region.SOPInstanceUID !== SOPInstanceUID) {
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
