import { DCM, LN, SCT, type Code } from '@echonet/dicom';
import type { MeasureId } from '../../contours/measured';
import type { MeasuredResult } from '../measured-clip';
import {
  mapseCode,
  mapseShareCode,
  measurementDivisor,
  methodCode,
  unitCode,
  viewCode,
} from './codes';
import type { Measurement } from './measurement';

interface Circumstances {
  /** As it was found. */
  readonly view: 'A4C' | undefined;
  /** Beats that the value is the median of. */
  readonly beatCount: number;
}

interface Concept extends Pick<
  Measurement,
  'cardiacCyclePoint' | 'modifiers' | 'method' | 'derivation'
> {
  /** Of any view. */
  readonly name: Code;
  /** Of the four-chamber view, whose code includes the method. */
  readonly fourChamberName?: Code;
  readonly site?: Code;
}

const disks = { method: DCM.MethodOfDisksSinglePlane, site: SCT.LeftVentricle };
const atrium = {
  name: SCT.LeftAtriumSystolicVolume,
  method: DCM.AreaLengthSinglePlane,
  site: SCT.LeftAtrium,
  cardiacCyclePoint: SCT.EndSystole,
};
const mapse = { method: DCM.DirectlyMeasured, derivation: SCT.Measured };

const concepts: Readonly<Record<MeasureId, Concept>> = {
  EDV: {
    ...disks,
    name: LN.LeftVentricularEndDiastolicVolume,
    fourChamberName: LN.LeftVentricularEndDiastolicVolumeSinglePlane4CMOD,
    cardiacCyclePoint: SCT.EndDiastole,
    derivation: SCT.Measured,
  },
  ESV: {
    ...disks,
    name: LN.LeftVentricularEndSystolicVolume,
    fourChamberName: LN.LeftVentricularEndSystolicVolumeSinglePlane4CMOD,
    cardiacCyclePoint: SCT.EndSystole,
    derivation: SCT.Measured,
  },
  EF: {
    ...disks,
    name: LN.LeftVentricularEjectionFractionByUS,
    fourChamberName: LN.LeftVentricularEjectionFractionSinglePlane4CMOD,
    derivation: SCT.Calculated,
  },
  LAVolume: { ...atrium, derivation: SCT.Measured },
  LAIndex: {
    ...atrium,
    modifiers: [[DCM.MeasurementType, DCM.Indexed], measurementDivisor],
    derivation: SCT.Calculated,
  },
  heartRate: {
    name: LN.HeartRate,
    method: methodCode.periodOfCurve,
    derivation: SCT.Calculated,
  },
  MAPSE: { ...mapse, name: mapseCode },
};

/**
 * A value measured from contours as a measurement, without its properties. The codes of the four-chamber
 * view stand only where this view was found; a typed value has no method, since nobody said how it was
 * made.
 */
export function measuredMeasurement(
  { id, value, unit, interval90, origin }: MeasuredResult,
  { view, beatCount }: Circumstances,
): Measurement {
  const { fourChamberName, method, derivation, ...concept } = concepts[id];
  const isTyped = origin === 'typed';
  const general = id === 'MAPSE' && unit === '%' ? mapseShareCode : concept.name;
  return {
    ...concept,
    name: (view && !isTyped && fourChamberName) || general,
    value,
    unit: unitCode({ unit }),
    ...(isTyped
      ? {}
      : {
          view: id === 'heartRate' ? undefined : viewCode(view),
          method,
          derivation: beatCount > 1 && id !== 'heartRate' ? SCT.Median : derivation,
        }),
    interval90,
  };
}
