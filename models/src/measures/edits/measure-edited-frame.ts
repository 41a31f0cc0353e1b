import { midpoint } from '../polygon-measures';
import { chamberSize } from '../chamber-size';
import { gridUnits, toUnits, type GridScale } from '../grid-scale';
import { isMeasured, measureAtrium, type FrameMeasures, type FrameReading } from '../measure-frame';
import { apexOf, hingesOf, type EditableContour } from './editable-contour';

/**
 * What a frame shows with another LV contour: its volume, and the atrium's from the moved annulus.
 * The wall stays as it was found.
 *
 * @param reading what was found in the frame
 * @param scale size of the image's pixels
 */
export function measureEditedFrame(
  reading: FrameReading,
  contour: EditableContour,
  scale?: GridScale,
): FrameMeasures {
  const units = gridUnits(scale);
  const hinges = hingesOf(contour);
  const apex = apexOf(contour);
  const annulus = { hinges, midpoint: midpoint(...hinges), foundBy: 'reader' } as const;
  const axis = { from: toUnits(annulus.midpoint, units), to: toUnits(apex, units) };
  const found = isMeasured(reading) ? reading : undefined;
  const atrium = found?.atrium && found.contours.LA;
  return {
    contours: { ...found?.contours, LV: { outline: contour.outline, holes: [] } },
    annulus,
    apex,
    ventricle: chamberSize(
      contour.outline.map((point) => toUnits(point, units)),
      axis,
      units.unit,
    ),
    ...(found?.wallArea !== undefined && { wallArea: found.wallArea }),
    ...(atrium && {
      atrium: measureAtrium(
        atrium.outline.map((point) => toUnits(point, units)),
        axis.from,
        units,
      ),
    }),
  };
}
