import { percentUnits, volumeUnits } from './label-vocabulary';
import { endDiastole, endSystole, leftVentricle } from './sct-codes';
import type { AnatomicalEvidence, TaskDefinition } from './task-definition';

const leftVentricleAndWall: AnatomicalEvidence = {
  name: 'left ventricle and its wall',
  structures: ['LV', 'LVWall'],
};

/**
 * Size and ejection of the left ventricle. Codes are LOINC; a direct regression is not method of
 * disks, so the codes of that method are not used.
 */
export const functionTasks: readonly TaskDefinition[] = [
  {
    id: 'EF',
    name: 'Ejection fraction',
    kind: 'regression',
    unit: '%',
    group: 'function',
    code: {
      value: '18043-0',
      scheme: 'LN',
      meaning: 'Left Ventricular Ejection Fraction by US',
    },
    plausible: [1, 99],
    otherUnits: percentUnits,
    findingSite: leftVentricle,
    normalLimits: { male: [52, 72], female: [54, 74] },
    evidence: leftVentricleAndWall,
    publishedResult: { r2: '0.50', mae: '7.0', meanPredictionMae: '9.9' },
  },
  {
    id: 'EDV',
    name: 'End-diastolic volume',
    kind: 'regression',
    unit: 'mL',
    group: 'function',
    code: { value: '18026-5', scheme: 'LN', meaning: 'Left Ventricular End Diastolic Volume' },
    plausible: [5, 1000],
    lengthExponent: 3,
    otherUnits: volumeUnits,
    findingSite: leftVentricle,
    cardiacCyclePoint: endDiastole,
    normalLimits: { male: [62, 150], female: [46, 106] },
    evidence: leftVentricleAndWall,
    publishedResult: { r2: '0.70', mae: '20.5', meanPredictionMae: '35.4' },
  },
  {
    id: 'ESV',
    name: 'End-systolic volume',
    kind: 'regression',
    unit: 'mL',
    group: 'function',
    code: { value: '18148-7', scheme: 'LN', meaning: 'Left Ventricular End Systolic Volume' },
    plausible: [1, 1000],
    lengthExponent: 3,
    otherUnits: volumeUnits,
    findingSite: leftVentricle,
    cardiacCyclePoint: endSystole,
    normalLimits: { male: [21, 61], female: [14, 42] },
    evidence: leftVentricleAndWall,
    publishedResult: { r2: '0.74', mae: '13.3', meanPredictionMae: '25.4' },
  },
];
