import type { FrameVolume } from '@echonet/models';
import { fieldsOfLabels, isMeasured, measureFrame } from '@echonet/models/measures';
import { readStructures } from '../../data/prepared/images';
import type { Affine } from '../augmentation/affine';
import type { LabelledFrame } from '../segmentation/draw-structures';
import type { LabelledStructures } from '../segmentation/read-structure-batch';
import { structureCodes } from '../segmentation/structure-codes';

/** A chamber in a prepared image. */
export interface ChamberLabel {
  /** Cubic pixels. */
  readonly volume: number;
  /** Long axis, pixels. */
  readonly axis: { readonly x: number; readonly y: number };
}

/** Chambers of a frame; those that are not labelled, or cannot be measured, are absent. */
export type FrameLabel = Readonly<Partial<Record<FrameVolume['chamber'], ChamberLabel>>>;

/**
 * Single-plane volumes of the chambers of a labelled frame (Lang et al. 2015): the left ventricle by
 * disks, the left atrium by area and length.
 */
export function labelFrame(
  { images, frameIndex }: Pick<LabelledFrame, 'images' | 'frameIndex'>,
  set: LabelledStructures,
): FrameLabel {
  const codes = readStructures(images, frameIndex, set);
  if (!codes) {
    return {};
  }
  const reading = measureFrame(fieldsOfLabels(structureCodes(codes, set), set.size, set.size));
  if (!isMeasured(reading)) {
    return {};
  }
  const { annulus, apex, ventricle, atrium } = reading;
  const from = annulus.midpoint;
  const axisTo = ({ x, y }: typeof from) => ({ x: x - from.x, y: y - from.y });
  return {
    LV: { volume: ventricle.volumeDisks, axis: axisTo(apex) },
    ...(atrium && {
      LA: { volume: atrium.size.volumeAreaLength, axis: axisTo(atrium.roof) },
    }),
  };
}

/**
 * Volume of a chamber in an image that an affine change made, cubic pixels. A body of revolution about
 * its axis has a volume of area squared over length; the area grows by the determinant, the length by
 * what becomes of the axis.
 *
 * @param toSource from the pixels of the changed image to those of the label
 */
export function changedVolume({ volume, axis }: ChamberLabel, toSource: Affine): number {
  const { xx, xy, yx, yy } = toSource;
  const determinant = xx * yy - xy * yx;
  const x = (yy * axis.x - xy * axis.y) / determinant;
  const y = (xx * axis.y - yx * axis.x) / determinant;
  const lengthening = Math.hypot(x, y) / Math.hypot(axis.x, axis.y);
  return volume / (determinant ** 2 * lengthening);
}
