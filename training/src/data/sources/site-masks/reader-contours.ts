import {
  readContentTree,
  contourRegions,
  type ContourRegion,
  type NaturalizedDataset,
} from '@echonet/dicom';
import { rasterize } from '@echonet/models/image';
import { structureNames } from '@echonet/phantom/structures';
import { checkFrame, type ClipFrames } from './clip-frames';

/** SOP Instance UIDs of the clips whose contours a reader edited in a report that EchoNet stored. */
export function clipsWithReaderContours(instance: NaturalizedDataset): string[] {
  return [...new Set(editedRegions(instance).map(({ SOPInstanceUID }) => SOPInstanceUID))];
}

function editedRegions(instance: NaturalizedDataset): ContourRegion[] {
  return contourRegions(readContentTree(instance)).filter(({ isEdited }) => isEdited);
}

/** What a reader drew in one frame. */
interface ReaderMask {
  /** Codes of structureNames. */
  readonly data: Uint8Array;
  readonly marked: readonly string[];
}

/** The ventricle goes over the atrium, where the reader drew the two across each other. */
const drawingOrder: readonly ContourRegion['structure'][] = ['LA', 'LV'];

/**
 * The contours of a clip that a reader edited, as masks: a pixel belongs to what its centre lies in. What
 * the reader left as the network had drawn it is no mask, lest the network learns from itself; a frame
 * therefore marks only the structures that were edited in it.
 *
 * @param instance a report that EchoNet stored
 * @param name subject of errors
 * @returns by frame of the clip, from 0
 * @throws Error with one sentence for a frame that the clip does not have
 */
export function readerContourMasks(
  instance: NaturalizedDataset,
  clip: ClipFrames,
  name: string,
): Map<number, ReaderMask> {
  const { SOPInstanceUID, Rows: rows, Columns: columns } = clip;
  const masks = new Map<number, ReaderMask>();
  const regions = editedRegions(instance).filter(
    (region) => region.SOPInstanceUID === SOPInstanceUID,
  );
  for (const structure of drawingOrder) {
    for (const { frameNumber, outline } of regions.filter((each) => each.structure === structure)) {
      const frame = frameNumber - 1;
      checkFrame(name, frame, clip);
      const { data, marked } = masks.get(frame) ?? {
        data: new Uint8Array(rows * columns),
        marked: [],
      };
      const code = structureNames.indexOf(structure);
      rasterize(outline, { x: 0, y: 0, step: 1, columns, rows }).forEach((isInside, pixel) => {
        if (isInside) {
          data[pixel] = code;
        }
      });
      masks.set(frame, { data, marked: [...new Set([structure, ...marked])] });
    }
  }
  return masks;
}
