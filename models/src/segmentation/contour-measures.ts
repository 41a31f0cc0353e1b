import { momentsNotShown } from '../measures/beats/find-beats';
import type { Mapse } from '../measures/mapse';
import type { ClipValue, ClipValueId } from './clip-values';
import type { ClipFindings } from './measure-segmented-clip';

export type ContourMeasureId = ClipValueId | 'heartRate' | 'MAPSE';

export interface ContourMeasure extends Omit<ClipValue, 'unit'> {
  readonly id: ContourMeasureId;
  readonly unit: 'mL' | '%' | '/min' | 'mm';
}

const mmPerCm = 10;

/**
 * What a clip's contours measure, in the order of a report. Without a scale: EF, heart rate, and MAPSE
 * in per cent of the LV's length.
 *
 * @returns none where the contours show what no heart has
 */
export function contourMeasures({
  values,
  measures,
  beats,
  judgement,
  edited,
}: ClipFindings): ContourMeasure[] {
  if (judgement.grade === 'poor') {
    return [];
  }
  const ofValues = (['EDV', 'ESV', 'EF', 'LAVolume'] as const).flatMap((id) => {
    const found = values[id];
    return found ? { id, ...found } : [];
  });
  return [
    ...ofValues,
    ...(beats.heartRate === undefined
      ? []
      : [{ id: 'heartRate', value: beats.heartRate, unit: '/min' } as const]),
    ...(measures && momentsNotShown(beats).length === 0
      ? [excursion(measures.mapse, edited?.has('MAPSE') === true)]
      : []),
  ];
}

function excursion(mapse: Mapse, isEdited: boolean): ContourMeasure {
  return {
    id: 'MAPSE',
    ...(mapse.unit === 'cm'
      ? ({ value: mmPerCm * mapse.excursion, unit: 'mm' } as const)
      : ({ value: mapse.percentOfLength, unit: '%' } as const)),
    ...(isEdited && { edited: true }),
  };
}
