import {
  apexOf,
  beatsIn,
  carriedTo,
  drawnContours,
  hingesOf,
  isMeasured,
  midpoint,
  startingContour,
  type EditableStructure,
  type FrameReading,
} from '@echonet/models/measures';
import type { DrawnMeasures } from './draw-contours';
import type { EditedView, MovedContour } from './edit-layer';
import type { ClipContours } from './state';

/**
 * What the reader can edit in a frame.
 *
 * @param wanted the structure; the LV where the frame has no atrium to edit
 * @returns undefined before all frames are segmented, and where no frame has an LV
 */
export function editedView(
  contours: ClipContours,
  frame: number,
  wanted: EditableStructure,
  surroundings: Pick<
    EditedView,
    'clip' | 'toCanvas' | 'viewportHeight' | 'size' | 'isCarried' | 'orientation' | 'strings'
  >,
): EditedView | undefined {
  const { findings, frames, found, edited, editedAtria, edits } = contours;
  if (!findings) {
    return undefined;
  }
  const readings = (found?.frames ?? frames).map((segmented) => segmented?.reading);
  const contourOf = (structure: EditableStructure) =>
    (structure === 'LV' ? edited : editedAtria)?.get(frame)?.contour ??
    startingContour(readings, frame, structure);
  const atrium = contourOf('LA');
  const structure = atrium ? wanted : 'LV';
  const contour = structure === 'LV' ? contourOf('LV') : atrium;
  if (!contour) {
    return undefined;
  }
  const drawn = edits && drawnContours(edits, structure).get(frame);
  const isCarried = drawn?.isCarried ?? surroundings.isCarried;
  const carried = isCarried ? framesCarriedTo(contours, frame, structure) : [];
  return {
    ...surroundings,
    frame,
    structure,
    hasAtrium: atrium !== undefined,
    contour,
    isCarried,
    isDrawn: drawn !== undefined,
    ...(carried.length > 0 && { carriedTo: [Math.min(...carried), Math.max(...carried)] as const }),
  };
}

function framesCarriedTo(
  { findings, frames, found, edits }: ClipContours,
  frame: number,
  structure: EditableStructure,
): readonly number[] {
  const plain = found?.findings ?? findings;
  const moments = plain
    ? beatsIn(plain.beats).flatMap(({ edFrame, esFrame }) => [edFrame, esFrame])
    : [];
  const drawn = edits ? drawnContours(edits, structure).keys() : [];
  const shares = carriedTo(frame, [...moments, ...drawn]);
  return [...shares.keys()].filter((one) => one < frames.length);
}

/** What is drawn of a frame: as measured, or with the contour that is being moved. */
export function drawnMeasures(
  reading: FrameReading | undefined,
  moved: MovedContour | undefined,
): DrawnMeasures | undefined {
  const measured = reading && isMeasured(reading) ? reading : undefined;
  if (!moved) {
    return measured;
  }
  const { structure, contour } = moved;
  const changed = { outline: contour.outline, holes: [] };
  if (structure === 'LA') {
    return measured && { ...measured, contours: { ...measured.contours, LA: changed } };
  }
  const hinges = hingesOf(contour);
  return {
    // Without the wall, which lies around the LV that was found.
    contours: { LV: changed, ...(measured?.contours.LA && { LA: measured.contours.LA }) },
    annulus: { hinges, midpoint: midpoint(...hinges), foundBy: 'reader' },
    apex: apexOf(contour),
  };
}
