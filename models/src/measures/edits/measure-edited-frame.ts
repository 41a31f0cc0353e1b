import type { ImagePoint } from '../../image/image-point';
import { chamberSize } from '../chamber-size';
import { gridUnits, toUnits, type GridScale, type GridUnits } from '../grid-scale';
import { isMeasured, measureAtrium, type FrameMeasures, type FrameReading } from '../measure-frame';
import { midpoint } from '../polygon-measures';
import { apexOf, hingesOf, type EditableContour, type EditableStructure } from './editable-contour';

/**
 * What a frame shows with other contours: the LV's volume, and the atrium's from its contour and the
 * annulus, which is the LV's. A frame with another LV has no wall, since the one found lies around the LV found.
 *
 * @param reading what was found in the frame
 * @param changed contours in place of those found; one of the LA alone changes nothing where no LV was
 *   found, since its size is measured from the annulus
 * @param scale size of the image's pixels
 */
export function measureEditedFrame(
  reading: FrameReading,
  changed: Readonly<Partial<Record<EditableStructure, EditableContour>>>,
  scale?: GridScale,
): FrameReading {
  const units = gridUnits(scale);
  const found = isMeasured(reading) ? reading : undefined;
  const ventricle = changed.LV ? editedVentricle(changed.LV, units) : found;
  if (!ventricle) {
    return reading;
  }
  const { annulus, apex } = ventricle;
  const LA = changed.LA ? { outline: changed.LA.outline, holes: [] } : found?.contours.LA;
  return {
    contours: { ...ventricle.contours, ...(LA && { LA }) },
    annulus,
    apex,
    ventricle: ventricle.ventricle,
    ...(!changed.LV && found?.wallArea !== undefined && { wallArea: found.wallArea }),
    ...(LA && {
      atrium: measureAtrium(inUnits(LA.outline, units), toUnits(annulus.midpoint, units), units),
    }),
  };
}

function editedVentricle(
  contour: EditableContour,
  units: GridUnits,
): Pick<FrameMeasures, 'contours' | 'annulus' | 'apex' | 'ventricle'> {
  const { outline } = contour;
  const hinges = hingesOf(contour);
  const apex = apexOf(contour);
  const annulus = { hinges, midpoint: midpoint(...hinges), foundBy: 'reader' } as const;
  const axis = { from: toUnits(annulus.midpoint, units), to: toUnits(apex, units) };
  return {
    contours: { LV: { outline, holes: [] } },
    annulus,
    apex,
    ventricle: chamberSize(inUnits(outline, units), axis, units.unit),
  };
}

function inUnits(points: readonly ImagePoint[], units: GridUnits): ImagePoint[] {
  return points.map((point) => toUnits(point, units));
}
