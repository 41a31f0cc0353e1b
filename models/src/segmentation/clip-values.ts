import { intervalAround } from '../inference/interval90';
import type { Moment } from '../measures/beats/beat';
import type { BeatMeasures } from '../measures/measure-clip';
import type { MeasureCalibration } from '../model/segmentation-manifest';

/** Values of a clip that a model has intervals for, by the names of its manifest's measures. */
export type ClipValueId = 'EDV' | 'ESV' | 'EF' | 'LAVolume';

/** Measures that a reader's changes of contours, ED and ES can touch. */
export type EditableMeasure = ClipValueId | 'MAPSE';

export interface ClipValue {
  readonly value: number;
  readonly unit: 'mL' | '%';
  /** Of a chamber that the sector cuts off: the true value is larger. */
  readonly isLowerLimit?: true;
  /**
   * Holds 90 % of held-out patients; absent where the model was not calibrated for it, and for edited
   * values.
   */
  readonly interval90?: readonly [low: number, high: number];
  /** Whether a reader's change of contours, ED or ES touches it. */
  readonly edited?: true;
}

/** Without a scale, the ejection fraction alone; without values that the clip does not show. */
export type ClipValues = Readonly<Partial<Record<ClipValueId, ClipValue>>>;

/** What is known of a clip beside its measures. */
export interface ClipCircumstances {
  /** Moments that the clip does not reach, of which there is no value. */
  readonly notShown: readonly Moment[];
  /** Whether the sector cuts off the LA, see isAtriumCut. */
  readonly isAtriumCut: boolean;
  /** Values that a reader's changes touch; the model's intervals do not hold for them. */
  readonly edited?: ReadonlySet<EditableMeasure>;
}

/**
 * EDV, ESV and EF by the single-plane method of disks, and LA volume at end-systole by area and length
 * (Lang et al. 2015).
 *
 * @param calibrations of the model, by measure
 */
export function clipValues(
  { unit, edVolume, esVolume, efPercent, atrium }: BeatMeasures,
  calibrations: Readonly<Record<string, MeasureCalibration>>,
  { notShown, isAtriumCut, edited }: ClipCircumstances,
): ClipValues {
  const isScaled = unit === 'cm';
  const [showsEd, showsEs] = [!notShown.includes('ED'), !notShown.includes('ES')];
  const found: Readonly<Record<ClipValueId, number | undefined>> = {
    EDV: isScaled && showsEd ? edVolume : undefined,
    ESV: isScaled && showsEs ? esVolume : undefined,
    EF: showsEd && showsEs ? efPercent : undefined,
    LAVolume: isScaled && showsEs ? atrium?.volumeAreaLength : undefined,
  };
  const values: Partial<Record<ClipValueId, ClipValue>> = {};
  for (const id of Object.keys(found) as ClipValueId[]) {
    const value = found[id];
    if (value !== undefined) {
      const isEdited = edited?.has(id) === true;
      const calibration = isEdited ? undefined : calibrations[id];
      const interval90 = calibration && intervalAround(value, calibration.interval90, rangeOf(id));
      values[id] = {
        value,
        unit: id === 'EF' ? '%' : 'mL',
        ...(id === 'LAVolume' && isAtriumCut && { isLowerLimit: true }),
        ...(interval90 && { interval90 }),
        ...(isEdited && { edited: true }),
      };
    }
  }
  return values;
}

/** What can occur: no volume is negative, and no ejection fraction outside of 0 to 100 %. */
function rangeOf(id: ClipValueId): readonly [lowest: number, highest: number] {
  return [0, id === 'EF' ? 100 : Infinity];
}

/** A value and its interval over an area in m2; what else is known of the value stays. */
export function perArea<Value extends Pick<ClipValue, 'value' | 'interval90'>>(
  measured: Value,
  squareMetres: number,
): Value {
  const { value, interval90 } = measured;
  return {
    ...measured,
    value: value / squareMetres,
    ...(interval90 && {
      interval90: [interval90[0] / squareMetres, interval90[1] / squareMetres],
    }),
  };
}
