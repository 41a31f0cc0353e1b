import { coding, DCM, ECHONET, LN, ownScheme, SCT, ucum, type Code } from '@echonet/dicom';
import type { Task } from '@echonet/models';
import { taskDefinition } from '@echonet/models/tasks';

/** Coding scheme of concepts that no standard has a code for; see {@link codingScheme}. */
const own = coding(ownScheme);

/** Coding Scheme Identification (PS3.3 C.12.1.1.1) of the private codes. */
export const codingScheme = {
  CodingSchemeDesignator: ownScheme,
  CodingSchemeName: 'EchoNet for OHIF',
  CodingSchemeResponsibleOrganization: 'EchoNet for OHIF',
};

/** Private concept names. */
export const ownConcept = {
  /** Text: task ID, or 'measured.' and the ID of a measure. */
  resultId: own('result-id', 'Identifier of the result in the software'),
  readerDecision: ECHONET.readerDecision,
  fractionsDisagree: own('ef-disagreement', 'Ejection fractions disagree beyond intervals'),
  valueOrigin: ECHONET.valueOrigin,
  contourOrigin: ECHONET.contourOrigin,
  beats: own('beats', 'Heartbeats measured'),
  /** Text, JSON; see reader-changes.ts. */
  readerChanges: own('reader-changes', "Reader's changes of contours and beats (JSON)"),
} as const;

/** Values of the concept {@link ownConcept.readerDecision}. */
export const decisionCode = {
  accepted: ECHONET.accepted,
  rejected: ECHONET.rejected,
  undecided: ECHONET.undecided,
} as const;

/** Values of the concept {@link ownConcept.valueOrigin}. */
export const valueOriginCode = {
  contours: ECHONET.fromContours,
  'edited contours': ECHONET.fromEditedContours,
  typed: ECHONET.typed,
} as const;

/** Values of the concept {@link ownConcept.contourOrigin}. */
export const contourOriginCode = {
  software: ECHONET.contourBySoftware,
  reader: ECHONET.contourByReader,
} as const;

/** Measurement methods that CID 12227 lacks. */
export const methodCode = {
  regression: own('regression', 'Direct regression by neural network'),
  classification: own('classification', 'Direct classification by neural network'),
  periodOfCurve: own('curve-period', 'Period of the volume curve'),
} as const;

const units: Readonly<Record<string, Code>> = {
  '%': ucum('%', 'percent'),
  mL: ucum('mL', 'milliliter'),
  'mL/m²': ucum('mL/m2', 'milliliter per square meter'),
  '/min': ucum('/min', 'per minute'),
  cm: ucum('cm', 'centimeter'),
  mm: ucum('mm', 'millimeter'),
  m: ucum('m', 'meter'),
  kg: ucum('kg', 'kilogram'),
  y: ucum('a', 'year'),
  '': ucum('1', 'no units'),
};

/** UCUM code of a unit; one that is not in the table is taken as UCUM itself. */
export function unitCode({ unit }: Pick<Task, 'unit'>): Code {
  return Object.hasOwn(units, unit) ? units[unit] : ucum(unit);
}

/** The unit of a UCUM code as it is shown. */
export function shownUnitOf(code: string): string {
  return Object.keys(units).find((unit) => units[unit].value === code) ?? code;
}

/** Codes of tasks whose models were made without one. */
const standardCodes: Readonly<Record<string, Code>> = {
  EF: LN.LeftVentricularEjectionFractionByUS,
  EDV: LN.LeftVentricularEndDiastolicVolume,
  ESV: LN.LeftVentricularEndSystolicVolume,
  LAVolume: SCT.LeftAtriumSystolicVolume,
  RADimension: LN.RightAtrialMajorAxisDimension4C,
  lead: SCT.CardiacPacemakerLead,
};

function taskCode({ id, name, code }: Task): Code {
  return code ?? (Object.hasOwn(standardCodes, id) ? standardCodes[id] : own(id, name));
}

/**
 * Concept name of a task's measurement: the task's code or else a private one; of a classification,
 * which measures a probability, always a private one.
 */
export function measuredCode(task: Task): Code {
  return task.kind === 'classification'
    ? own(`${task.id}-probability`, `Probability of: ${task.name}`)
    : taskCode(task);
}

/** Concept name of the finding of a classification: the task's code or else a private one. */
export function findingCode(task: Task): Code {
  return taskCode(task);
}

export function findingSite({ id }: Task): Code | undefined {
  return taskDefinition(id)?.findingSite;
}

export function cardiacCyclePoint({ id }: Task): Code | undefined {
  return taskDefinition(id)?.cardiacCyclePoint;
}

export const mapseCode = own('MAPSE', 'Mitral annular plane systolic excursion');
export const mapseShareCode = own(
  'MAPSE-share',
  'Mitral annular plane systolic excursion, share of LV length',
);

/** Image View (CID 12226) where the view was found. */
export function viewCode(view: 'A4C' | undefined): Code | undefined {
  return view && SCT.ApicalFourChamber;
}

export const measurementDivisor = [DCM.MeasurementDivisor, LN.BodySurfaceArea] as const;
