import { viewTaskIds } from '../model/manifest';
import type { Task } from '../model/manifest';

/** A task as training knows it, before any network has learned it. */
export interface TaskDefinition extends Pick<Task, 'id' | 'name' | 'kind' | 'unit' | 'code'> {
  /** Labels that can be true at all; one outside is an error in the table. */
  readonly plausible: readonly [lowest: number, highest: number];
  /** Other units that a table may use, in lower case, each with the factor to `unit`. */
  readonly otherUnits?: Readonly<Record<string, number>>;
  /** Words that a table may use for a label, in lower case. */
  readonly words?: Readonly<Record<string, number>>;
  /**
   * Classification: the decision threshold is the lowest that lets no larger share of the negative
   * validation clips pass; the one with the best F1 unless given.
   */
  readonly mostFalsePositives?: number;
}

const yesNo = { yes: 1, no: 0, true: 1, false: 0, y: 1, n: 0 };
const millilitres = { ml: 1, cm3: 1, cc: 1, l: 1000, dl: 100, mm3: 0.001 };
const share = { '%': 1, percent: 1, '1': 100, fraction: 100 };

/**
 * The tasks that can be trained: those of Ghorbani et al. 2020 on the apical four-chamber view, and
 * those of the classifier that finds that view. Codes: LOINC; a direct regression is not method of disks, so the codes of that method are not
 * used.
 */
export const taskDefinitions: readonly TaskDefinition[] = [
  {
    id: 'EF',
    name: 'Ejection fraction',
    kind: 'regression',
    unit: '%',
    plausible: [1, 99],
    otherUnits: share,
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
    otherUnits: millilitres,
    code: { value: '18026-5', scheme: 'LN', meaning: 'Left Ventricular End Diastolic Volume' },
  },
  {
    id: 'ESV',
    name: 'End-systolic volume',
    kind: 'regression',
    unit: 'mL',
    plausible: [1, 1000],
    otherUnits: millilitres,
    code: { value: '18148-7', scheme: 'LN', meaning: 'Left Ventricular End Systolic Volume' },
  },
  {
    id: 'lead',
    name: 'Pacemaker or defibrillator lead',
    kind: 'classification',
    unit: '',
    plausible: [0, 1],
    words: yesNo,
  },
  {
    id: 'LAVolume',
    name: 'Left atrial volume',
    kind: 'regression',
    unit: 'mL',
    plausible: [5, 600],
    otherUnits: millilitres,
  },
  {
    id: 'RADimension',
    name: 'Right atrial major axis',
    kind: 'regression',
    unit: 'cm',
    plausible: [1, 15],
    otherUnits: { cm: 1, mm: 0.1, m: 100 },
  },
  {
    id: 'LADilation',
    name: 'Severe left atrial dilation',
    kind: 'classification',
    unit: '',
    plausible: [0, 1],
    words: yesNo,
  },
  {
    id: 'LVH',
    name: 'Left ventricular hypertrophy',
    kind: 'classification',
    unit: '',
    plausible: [0, 1],
    words: yesNo,
  },
  {
    id: 'age',
    name: 'Age',
    kind: 'regression',
    unit: 'y',
    plausible: [0, 120],
    otherUnits: { y: 1, years: 1, months: 1 / 12 },
  },
  {
    id: 'sex',
    name: 'Male sex',
    kind: 'classification',
    unit: '',
    plausible: [0, 1],
    words: { m: 1, male: 1, f: 0, female: 0 },
  },
  {
    id: 'weight',
    name: 'Weight',
    kind: 'regression',
    unit: 'kg',
    plausible: [1, 400],
    otherUnits: { kg: 1, g: 0.001, lb: 0.45359237 },
  },
  {
    id: 'height',
    name: 'Height',
    kind: 'regression',
    unit: 'm',
    plausible: [0.3, 2.6],
    otherUnits: { m: 1, cm: 0.01, mm: 0.001, in: 0.0254 },
  },
  {
    id: 'viewA4C',
    name: 'Apical four-chamber view',
    kind: 'classification',
    unit: '',
    plausible: [0, 1],
    words: yesNo,
    mostFalsePositives: 0.02,
    code: { value: '399214001', scheme: 'SCT', meaning: 'Apical four chamber' },
  },
  {
    id: 'viewOther',
    name: 'Other cardiac view',
    kind: 'classification',
    unit: '',
    plausible: [0, 1],
    words: yesNo,
  },
  {
    id: 'viewUnusable',
    name: 'Not usable: Doppler, M-mode, still or not a heart',
    kind: 'classification',
    unit: '',
    plausible: [0, 1],
    words: yesNo,
  },
];

/**
 * What a report or a table tells of the heart; the patient's tasks come from the header, those of
 * the view from the view's name.
 */
export const heartTaskIds: readonly string[] = taskDefinitions
  .map(({ id }) => id)
  .filter((id) => !['age', 'sex', 'weight', 'height', ...viewTaskIds].includes(id));
