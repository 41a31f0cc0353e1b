import { gridUnits, toUnits, type GridScale } from './grid-scale';
import type { FrameMeasures } from './measure-frame';
import { distance } from './polygon-measures';

export interface Mapse {
  readonly unit: 'cm' | 'pixel';
  /** Mean of both hinges, unit; positive toward the apex. */
  readonly excursion: number;
  /** Of the length of the LV at end-diastole; needs no scale. */
  readonly percentOfLength: number;
}

/** Displacement of the annulus from end-diastole to end-systole along the end-diastolic long axis. */
export function mapse(
  endDiastole: Pick<FrameMeasures, 'annulus' | 'apex'>,
  endSystole: Pick<FrameMeasures, 'annulus'>,
  scale?: GridScale,
): Mapse {
  const units = gridUnits(scale);
  const from = toUnits(endDiastole.annulus.midpoint, units);
  const apex = toUnits(endDiastole.apex, units);
  const to = toUnits(endSystole.annulus.midpoint, units);
  const length = distance(from, apex);
  const excursion =
    ((to.x - from.x) * (apex.x - from.x) + (to.y - from.y) * (apex.y - from.y)) / length;
  return { unit: units.unit, excursion, percentOfLength: (100 * excursion) / length };
}
