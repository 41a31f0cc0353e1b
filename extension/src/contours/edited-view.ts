import {
  apexOf,
  beatsIn,
  carriedTo,
  hingesOf,
  isMeasured,
  midpoint,
  startingContour,
  type EditableContour,
  type FrameReading,
} from '@echonet/models/measures';
import type { DrawnMeasures } from './draw-contours';
import type { EditedView } from './edit-layer';
import type { ClipContours } from './state';

/**
 * What the reader can edit in a frame.
 *
 * @returns undefined before all frames are segmented, and where no frame has an LV
 */
export function editedView(
  contours: ClipContours,
  frame: number,
  surroundings: Pick<EditedView, 'clip' | 'toCanvas' | 'size' | 'isCarried' | 'strings'>,
): EditedView | undefined {
  const { findings, frames, found, edited, edits } = contours;
  if (!findings) {
    return undefined;
  }
  const readings = (found?.frames ?? frames).map((segmented) => segmented?.reading);
  const contour = edited?.get(frame)?.contour ?? startingContour(readings, frame);
  if (!contour) {
    return undefined;
  }
  const drawn = edits?.drawn.get(frame);
  const isCarried = drawn?.isCarried ?? surroundings.isCarried;
  const carried = isCarried ? framesCarriedTo(contours, frame) : [];
  return {
    ...surroundings,
    frame,
    contour,
    isCarried,
    isDrawn: drawn !== undefined,
    ...(carried.length > 0 && { carriedTo: [Math.min(...carried), Math.max(...carried)] as const }),
  };
}

function framesCarriedTo(
  { findings, frames, found, edits }: ClipContours,
  frame: number,
): readonly number[] {
  const plain = found?.findings ?? findings;
  const moments = plain
    ? beatsIn(plain.beats).flatMap(({ edFrame, esFrame }) => [edFrame, esFrame])
    : [];
  const shares = carriedTo(frame, [...moments, ...(edits?.drawn.keys() ?? [])]);
  return [...shares.keys()].filter((one) => one < frames.length);
}

/** What is drawn of a frame: as measured, or with the contour that is being moved. */
export function drawnMeasures(
  reading: FrameReading | undefined,
  moved: EditableContour | undefined,
): DrawnMeasures | undefined {
  const measured = reading && isMeasured(reading) ? reading : undefined;
  if (!moved) {
    return measured;
  }
  const hinges = hingesOf(moved);
  return {
    contours: { ...measured?.contours, LV: { outline: moved.outline, holes: [] } },
    annulus: { hinges, midpoint: midpoint(...hinges), foundBy: 'reader' },
    apex: apexOf(moved),
  };
}
