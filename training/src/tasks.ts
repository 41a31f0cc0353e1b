import type { Task } from '@echonet/models';

/** A task as training knows it, before any network has learned it. */
export interface TaskDefinition extends Pick<Task, 'id' | 'name' | 'kind' | 'unit' | 'code'> {
  /** Column of labels.csv. */
  readonly column: string;
  /** Labels that can be true at all; one outside is an error in the table. */
  readonly plausible: readonly [lowest: number, highest: number];
}

/**
 * The tasks that can be trained. Codes: LOINC; a direct regression is not method of disks, so the codes of
 * that method are not used.
 */
export const taskDefinitions: readonly TaskDefinition[] = [
  {
    id: 'EF',
    name: 'Ejection fraction',
    kind: 'regression',
    unit: '%',
    plausible: [0, 100],
    column: 'EF',
    code: {
      value: '18043-0',
      scheme: 'LN',
      meaning: 'Left Ventricular Ejection Fraction by US',
    },
  },
  {
    id: 'EDV',
    name: 'End-diastolic volume',
    kind: 'regression',
    unit: 'mL',
    plausible: [5, 1000],
    column: 'EDV',
    code: { value: '18026-5', scheme: 'LN', meaning: 'Left Ventricular End Diastolic Volume' },
  },
  {
    id: 'ESV',
    name: 'End-systolic volume',
    kind: 'regression',
    unit: 'mL',
    plausible: [1, 1000],
    column: 'ESV',
    code: { value: '18148-7', scheme: 'LN', meaning: 'Left Ventricular End Systolic Volume' },
  },
  {
    id: 'lead',
    name: 'Pacemaker or defibrillator lead',
    kind: 'classification',
    unit: '',
    plausible: [0, 1],
    column: 'lead',
  },
];
