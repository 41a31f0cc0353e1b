import { areaOf, crossingsAt } from '../image/polygon';
import type { ImagePoint } from '../image/image-point';
import { alongAxis, distance, type Axis } from './polygon-measures';

/** Disks of a single-plane volume (Lang et al., J Am Soc Echocardiogr 28:1, 2015). */
export const diskCount = 20;

/** Size of a chamber in one plane; cm^3 are mL. */
export interface ChamberSize {
  readonly unit: 'cm' | 'pixel';
  /** unit^2 */
  readonly area: number;
  /** Of the long axis, unit. */
  readonly length: number;
  /** By the method of disks, unit^3. */
  readonly volumeDisks: number;
  /** By area and length, unit^3. */
  readonly volumeAreaLength: number;
}

/**
 * Single-plane volumes of a chamber (Lang et al. 2015): disks, which are perpendicular to the axis
 * and round, and 0.85 A^2 / L.
 *
 * @param outline in units
 * @param axis in units, of a length above 0
 */
export function chamberSize(
  outline: readonly ImagePoint[],
  axis: Axis,
  unit: ChamberSize['unit'],
): ChamberSize {
  const area = areaOf(outline);
  const length = distance(axis.from, axis.to);
  const height = length / diskCount;
  const turned = alongAxis(outline, axis);
  let volumeDisks = 0;
  for (let disk = 0; disk < diskCount; disk++) {
    const diameter = chordAt(turned, (disk + 0.5) * height);
    volumeDisks += (Math.PI / 4) * diameter ** 2 * height;
  }
  return { unit, area, length, volumeDisks, volumeAreaLength: (0.85 * area ** 2) / length };
}

/** Length of a horizontal line inside a polygon. */
function chordAt(outline: readonly ImagePoint[], y: number): number {
  const crossings = crossingsAt(outline, y);
  let length = 0;
  for (let i = 0; i + 1 < crossings.length; i += 2) {
    length += crossings[i + 1] - crossings[i];
  }
  return length;
}
