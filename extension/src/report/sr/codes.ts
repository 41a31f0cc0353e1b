import { coding, ucum, type Code } from '@echonet/dicom';
import type { Task } from '@echonet/models';
import { taskDefinition } from '@echonet/models/tasks';

/** Coding scheme of concepts that no standard has a code for; see {@link codingScheme}. */
const own = coding('99ECHONET');

/** Coding Scheme Identification (PS3.3 C.12.1.1.1) of the private codes. */
export const codingScheme = {
  CodingSchemeDesignator: '99ECHONET',
  CodingSchemeName: 'EchoNet for OHIF',
  CodingSchemeResponsibleOrganization: 'EchoNet for OHIF',
};

/** Private concept names. */
export const ownConcept = {
  readerDecision: own('reader-decision', "Reader's decision on the result"),
  fractionsDisagree: own('ef-disagreement', 'Ejection fractions disagree beyond intervals'),
} as const;

/** Values of the concept {@link ownConcept.readerDecision}. */
export const decisionCode = {
  accepted: own('accepted', 'Accepted by the reader'),
  rejected: own('rejected', 'Rejected by the reader'),
  undecided: own('undecided', 'Not decided by the reader'),
} as const;

const units: Readonly<Record<string, Code>> = {
  '%': ucum('%', 'percent'),
  mL: ucum('mL', 'milliliter'),
  cm: ucum('cm', 'centimeter'),
  mm: ucum('mm', 'millimeter'),
  m: ucum('m', 'meter'),
  kg: ucum('kg', 'kilogram'),
  y: ucum('a', 'year'),
  '': ucum('1', 'no units'),
};

/** UCUM code of a task's unit; a unit that is not in the table is taken as UCUM itself. */
export function unitCode({ unit }: Pick<Task, 'unit'>): Code {
  return Object.hasOwn(units, unit) ? units[unit] : ucum(unit);
}

/**
 * Concept name of a task's measurement: the task's code or else a private one; of a classification,
 * which measures a probability, always a private one.
 */
export function measuredCode({ id, kind, name, code }: Task): Code {
  if (kind === 'classification') {
    return own(`${id}-probability`, `Probability of: ${name}`);
  }
  return code ?? own(id, name);
}

/** Concept name of the finding of a classification: the task's code or else a private one. */
export function findingCode({ id, name, code }: Task): Code {
  return code ?? own(id, name);
}

export function findingSite({ id }: Task): Code | undefined {
  return taskDefinition(id)?.findingSite;
}

export function cardiacCyclePoint({ id }: Task): Code | undefined {
  return taskDefinition(id)?.cardiacCyclePoint;
}
