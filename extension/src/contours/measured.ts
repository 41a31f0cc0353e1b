import {
  contourMeasures,
  perArea,
  type ClipFindings,
  type ClipPrediction,
  type ContourMeasureId,
} from '@echonet/models';
import { fractionPercent } from '@echonet/models/measures';
import type { Patient } from '../clips/patient';
import { halfWidth } from '../results/half-width';

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

/** Rejecting one of the sources rejects the value. */
export const computedFrom: Readonly<Partial<Record<MeasureId, readonly MeasureId[]>>> = {
  EF: ['EDV', 'ESV'],
  LAIndex: ['LAVolume'],
};

export interface Measured {
  readonly id: MeasureId;
  readonly value: number;
  readonly unit: string;
  /** Of an atrium that the sector cuts off: the true value is larger. */
  readonly isLowerLimit?: true;
  /**
   * Holds 90 % of held-out patients; absent where the model was not calibrated for it, and for edited
   * values.
   */
  readonly interval90?: readonly [low: number, high: number];
  /** Whether a reader's change touches it: of contours, of ED or ES, or of a value. */
  readonly edited?: true;
  /** Whether the reader typed it, or a value that it is computed from. */
  readonly typed?: true;
}

/** In a clip without a scale, MAPSE is a share of the ventricle's length. */
export function isShareOfLength({ id, unit }: Pick<Measured, 'id' | 'unit'>): boolean {
  return id === 'MAPSE' && unit === '%';
}

type MeasuredValue = Omit<Measured, 'id'>;

/**
 * What a clip's contours measure, in the order of a report, and the index of the LA volume. A value that
 * the reader typed stands in place of the measured one, and what follows from it follows: EF from the
 * volumes, the index from the LA volume.
 *
 * @param typed values in the unit in which they are shown
 * @returns typed values alone where the contours show what no heart has
 */
export function measuredValues(
  findings: ClipFindings,
  patient: Patient,
  typed: ReadonlyMap<MeasureId, number> = new Map(),
): Measured[] {
  const ofContours = new Map(contourMeasures(findings).map(({ id, ...value }) => [id, value]));
  const orTyped = (id: MeasureId, measured: MeasuredValue | undefined) => {
    const value = typed.get(id);
    return value === undefined
      ? measured
      : { value, unit: measured?.unit ?? unitOf[id], ...byReader };
  };
  const valueOf = (id: ContourMeasureId) => orTyped(id, ofContours.get(id));
  const [edv, esv, atrium] = [valueOf('EDV'), valueOf('ESV'), valueOf('LAVolume')];
  const { bodySurfaceArea } = patient;
  const index =
    atrium && bodySurfaceArea !== undefined
      ? { ...perArea(atrium, bodySurfaceArea), unit: unitOf.LAIndex }
      : undefined;
  const followsVolumes = typed.has('EDV') || typed.has('ESV');
  const fraction =
    followsVolumes && edv && esv
      ? { value: fractionPercent(edv.value, esv.value), unit: '%', ...byReader }
      : ofContours.get('EF');
  const values: Readonly<Record<MeasureId, MeasuredValue | undefined>> = {
    EDV: edv,
    ESV: esv,
    EF: orTyped('EF', fraction),
    LAVolume: atrium,
    LAIndex: orTyped('LAIndex', index),
    heartRate: valueOf('heartRate'),
    MAPSE: valueOf('MAPSE'),
  };
  return measureIds.flatMap((id) => {
    const measured = values[id];
    return measured ? { id, ...measured } : [];
  });
}

const byReader = { edited: true, typed: true } as const;

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
  const ours = halfWidth(measured.value, measured.interval90);
  const theirs = halfWidth(EF.mean, EF.interval90);
  return {
    predicted: EF.mean,
    interval90: EF.interval90,
    disagrees:
      ours !== undefined &&
      theirs !== undefined &&
      Math.abs(measured.value - EF.mean) > Math.hypot(ours, theirs),
  };
}
