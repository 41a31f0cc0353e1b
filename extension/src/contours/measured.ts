import type { ClipFindings, ClipPrediction } from '@echonet/models';
import type { Patient } from '../clips/patient';
import { type GradedMeasure, type Severity, severityOf } from './severity';

export type MeasureId = 'EDV' | 'ESV' | 'EF' | 'LAVolume' | 'LAIndex' | 'heartRate' | 'MAPSE';

export interface Measured {
  readonly id: MeasureId;
  readonly value: number;
  readonly unit: string;
  /**
   * Holds 90 % of held-out patients; absent where the model was not calibrated for it, and for edited
   * values.
   */
  readonly interval90?: readonly [low: number, high: number];
  /** Whether a reader's change touches it: of contours, of ED or ES, or of a value. */
  readonly edited?: true;
  /** Against published limits; absent where there are none for the patient. */
  readonly severity?: Severity;
}

const mmPerCm = 10;

/**
 * What a clip's contours measure, in the order of a report. Without a scale: EF, heart rate, and MAPSE
 * in per cent of the LV's length.
 *
 * @returns none where the contours show what no heart has
 */
export function measuredValues(
  { values, measures, beats, judgement }: ClipFindings,
  patient: Patient,
): Measured[] {
  if (judgement.grade === 'poor') {
    return [];
  }
  const { EDV, ESV, EF, LAVolume } = values;
  const found: Measured[] = [];
  const add = (id: MeasureId, measured: Omit<Measured, 'id'> | undefined) => {
    if (measured) {
      const severity = isGraded(id) ? severityOf(id, measured.value, patient) : undefined;
      found.push({ id, ...measured, ...(severity && { severity }) });
    }
  };
  add('EDV', EDV);
  add('ESV', ESV);
  add('EF', EF);
  add('LAVolume', LAVolume);
  add('LAIndex', LAVolume && perArea(LAVolume, patient.bodySurfaceArea));
  add(
    'heartRate',
    beats.heartRate === undefined ? undefined : { value: beats.heartRate, unit: '/min' },
  );
  const mapse = measures?.mapse;
  add(
    'MAPSE',
    mapse &&
      (mapse.unit === 'cm'
        ? { value: mmPerCm * mapse.excursion, unit: 'mm' }
        : { value: mapse.percentOfLength, unit: '%' }),
  );
  return found;
}

function isGraded(id: MeasureId): id is GradedMeasure {
  return id === 'EDV' || id === 'ESV' || id === 'EF' || id === 'LAIndex';
}

function perArea(
  { value, interval90 }: Pick<Measured, 'value' | 'interval90'>,
  squareMetres: number | undefined,
): Omit<Measured, 'id'> | undefined {
  if (squareMetres === undefined) {
    return undefined;
  }
  return {
    value: value / squareMetres,
    unit: 'mL/m²',
    ...(interval90 && {
      interval90: [interval90[0] / squareMetres, interval90[1] / squareMetres],
    }),
  };
}

/** The measured ejection fraction beside the predicted one, in per cent. */
export interface EjectionFractions {
  readonly predicted: number;
  readonly interval90?: readonly [low: number, high: number];
  /** Whether they differ by more than both intervals explain. */
  readonly disagrees: boolean;
}

/**
 * Errors count as independent: both fractions disagree when they differ by more than the root of the
 * sum of the squared half-widths of their intervals.
 *
 * @returns undefined if one of them is missing
 */
export function compareEjectionFractions(
  measured: Pick<Measured, 'value' | 'interval90'> | undefined,
  { EF }: Partial<ClipPrediction>,
): EjectionFractions | undefined {
  if (!measured || !EF) {
    return undefined;
  }
  const halves = [
    halfWidth(measured.value, measured.interval90),
    halfWidth(EF.mean, EF.interval90),
  ];
  const [ours, theirs] = halves;
  return {
    predicted: EF.mean,
    interval90: EF.interval90,
    disagrees:
      ours !== undefined &&
      theirs !== undefined &&
      Math.abs(measured.value - EF.mean) > Math.hypot(ours, theirs),
  };
}

/** The longer side: the other may be cut to what can occur. */
function halfWidth(
  value: number,
  interval90: readonly [number, number] | undefined,
): number | undefined {
  return interval90 && Math.max(value - interval90[0], interval90[1] - value);
}
