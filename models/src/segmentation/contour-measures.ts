import type { ClipFindings } from './measure-segmented-clip';
import type { ClipValueId } from './clip-values';

export type ContourMeasureId = ClipValueId | 'heartRate' | 'MAPSE';

export interface ContourMeasure {
  readonly id: ContourMeasureId;
  readonly value: number;
  readonly unit: 'mL' | '%' | '/min' | 'mm';
  /** Holds 90 % of held-out patients; absent where the model was not calibrated for it. */
  readonly interval90?: readonly [low: number, high: number];
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
}: ClipFindings): ContourMeasure[] {
  if (judgement.grade === 'poor') {
    return [];
  }
  const ofValues = (['EDV', 'ESV', 'EF', 'LAVolume'] as const).flatMap((id) => {
    const found = values[id];
    if (!found) {
      return [];
    }
    const { value, unit, interval90 } = found;
    return { id, value, unit, ...(interval90 && { interval90 }) };
  });
  const mapse = measures?.mapse;
  return [
    ...ofValues,
    ...(beats.heartRate === undefined
      ? []
      : [{ id: 'heartRate', value: beats.heartRate, unit: '/min' } as const]),
    ...(mapse === undefined
      ? []
      : [
          mapse.unit === 'cm'
            ? ({ id: 'MAPSE', value: mmPerCm * mapse.excursion, unit: 'mm' } as const)
            : ({ id: 'MAPSE', value: mapse.percentOfLength, unit: '%' } as const),
        ]),
  ];
}
