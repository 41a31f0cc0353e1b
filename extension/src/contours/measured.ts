import type { ClipFindings, ClipPrediction } from '@echonet/models';
import { fractionPercent, type Mapse } from '@echonet/models/measures';
import type { Patient } from '../clips/patient';
import { type GradedMeasure, type Severity, severityOf } from './severity';

/** In the order of a report. */
export const measureIds = [
  'EDV',
  'ESV',
  'EF',
  'LAVolume',
  'LAIndex',
  'heartRate',
  'MAPSE',
] as const;

export type MeasureId = (typeof measureIds)[number];

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
 * in per cent of the LV's length. A value that the reader typed stands in place of the measured one, and
 * what follows from it follows: EF from the volumes, the index from the LA volume.
 *
 * @param typed values in the unit in which they are shown
 * @returns typed values alone where the contours show what no heart has
 */
export function measuredValues(
  { values, measures, beats, judgement, edited }: ClipFindings,
  patient: Patient,
  typed: ReadonlyMap<MeasureId, number> = new Map(),
): Measured[] {
  const isShown = judgement.grade !== 'poor';
  const { EDV, ESV, EF, LAVolume }: ClipFindings['values'] = isShown ? values : {};
  const rate = isShown ? beats.heartRate : undefined;
  const mapse = isShown ? measures?.mapse : undefined;
  const found: Measured[] = [];
  const valueOf = (id: MeasureId, measured: Omit<Measured, 'id'> | undefined) => {
    const value = typed.get(id);
    return value === undefined
      ? measured
      : ({ value, unit: measured?.unit ?? unitOf[id], edited: true } as const);
  };
  const add = (id: MeasureId, measured: Omit<Measured, 'id'> | undefined) => {
    if (measured) {
      const severity = isGraded(id) ? severityOf(id, measured.value, patient) : undefined;
      found.push({ id, ...measured, ...(severity && { severity }) });
    }
  };
  const edv = valueOf('EDV', EDV);
  const esv = valueOf('ESV', ESV);
  const atrium = valueOf('LAVolume', LAVolume);
  const followsVolumes = typed.has('EDV') || typed.has('ESV');
  const fraction =
    followsVolumes && edv && esv
      ? ({ value: fractionPercent(edv.value, esv.value), unit: '%', edited: true } as const)
      : EF;
  add('EDV', edv);
  add('ESV', esv);
  add('EF', valueOf('EF', fraction));
  add('LAVolume', atrium);
  add('LAIndex', valueOf('LAIndex', atrium && perArea(atrium, patient.bodySurfaceArea)));
  add(
    'heartRate',
    valueOf('heartRate', rate === undefined ? undefined : { value: rate, unit: '/min' }),
  );
  add('MAPSE', valueOf('MAPSE', mapse && excursion(mapse, edited?.has('MAPSE') === true)));
  return found;
}

/** Units in which values are shown where nothing was measured. */
const unitOf: Readonly<Record<MeasureId, string>> = {
  EDV: 'mL',
  ESV: 'mL',
  EF: '%',
  LAVolume: 'mL',
  LAIndex: 'mL/m²',
  heartRate: '/min',
  MAPSE: 'mm',
};

function excursion(mapse: Mapse, isEdited: boolean): Omit<Measured, 'id'> {
  return {
    ...(mapse.unit === 'cm'
      ? { value: mmPerCm * mapse.excursion, unit: 'mm' }
      : { value: mapse.percentOfLength, unit: '%' }),
    ...(isEdited && { edited: true }),
  };
}

function isGraded(id: MeasureId): id is GradedMeasure {
  return id === 'EDV' || id === 'ESV' || id === 'EF' || id === 'LAIndex';
}

function perArea(
  { value, interval90, edited }: Pick<Measured, 'value' | 'interval90' | 'edited'>,
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
    ...(edited && { edited }),
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
