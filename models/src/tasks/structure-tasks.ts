import { volumeUnits, yesNo } from './label-vocabulary';
import { heart, leftAtrium, leftVentricle, rightAtrium } from './sct-codes';
import type { AnatomicalEvidence, TaskDefinition } from './task-definition';

const leftAtriumAlone: AnatomicalEvidence = { name: 'left atrium', structures: ['LA'] };

/** Chambers, walls and devices. */
export const structureTasks: readonly TaskDefinition[] = [
  {
    id: 'lead',
    name: 'Pacemaker or defibrillator lead',
    kind: 'classification',
    unit: '',
    group: 'structure',
    plausible: [0, 1],
    words: yesNo,
    findingSite: heart,
    // The echo of a lead is wider than the lead.
    evidence: { name: 'lead', structures: ['lead'], margin: 0.015, isOccludable: true },
    publishedResult: { auc: '0.89', f1: '0.73' },
  },
  {
    id: 'LAVolume',
    name: 'Left atrial volume',
    kind: 'regression',
    unit: 'mL',
    group: 'structure',
    plausible: [5, 600],
    lengthExponent: 3,
    otherUnits: volumeUnits,
    findingSite: leftAtrium,
    normalLimits: { male: [16, 34], female: [16, 34], isIndexed: true },
    evidence: leftAtriumAlone,
  },
  {
    id: 'RADimension',
    name: 'Right atrial major axis',
    kind: 'regression',
    unit: 'cm',
    group: 'structure',
    plausible: [1, 15],
    lengthExponent: 1,
    otherUnits: { cm: 1, mm: 0.1, m: 100 },
    findingSite: rightAtrium,
    normalLimits: { male: [1.8, 3.0], female: [1.9, 3.1], isIndexed: true },
    evidence: { name: 'right atrium', structures: ['RA'] },
  },
  {
    id: 'LADilation',
    name: 'Severe left atrial dilation',
    kind: 'classification',
    unit: '',
    group: 'structure',
    plausible: [0, 1],
    words: yesNo,
    findingSite: leftAtrium,
    evidence: leftAtriumAlone,
    publishedResult: { auc: '0.86', f1: '0.68' },
  },
  {
    id: 'LVH',
    name: 'Left ventricular hypertrophy',
    kind: 'classification',
    unit: '',
    group: 'structure',
    plausible: [0, 1],
    words: yesNo,
    findingSite: leftVentricle,
    evidence: { name: 'wall of the left ventricle', structures: ['LVWall'] },
    publishedResult: { auc: '0.75', f1: '0.57' },
  },
];
