import type { TaskDefinition } from './task-definition';

/** What the echo tells about the patient; labels come from the header where a table has none. */
export const systemicTasks: readonly TaskDefinition[] = [
  {
    id: 'age',
    name: 'Age',
    kind: 'regression',
    unit: 'y',
    group: 'systemic',
    plausible: [0, 120],
    otherUnits: { y: 1, years: 1, months: 1 / 12 },
    publishedResult: { r2: '0.46', mae: '9.8', meanPredictionMae: '13.4' },
  },
  {
    id: 'sex',
    name: 'Male sex',
    kind: 'classification',
    unit: '',
    group: 'systemic',
    plausible: [0, 1],
    words: { m: 1, male: 1, f: 0, female: 0 },
    publishedResult: { auc: '0.88' },
  },
  {
    id: 'weight',
    name: 'Weight',
    kind: 'regression',
    unit: 'kg',
    group: 'systemic',
    plausible: [1, 400],
    otherUnits: { kg: 1, g: 0.001, lb: 0.45359237 },
    publishedResult: { r2: '0.56', mae: '10.7', meanPredictionMae: '15.4' },
  },
  {
    id: 'height',
    name: 'Height',
    kind: 'regression',
    unit: 'm',
    group: 'systemic',
    plausible: [0.3, 2.6],
    otherUnits: { m: 1, cm: 0.01, mm: 0.001, in: 0.0254 },
    publishedResult: { r2: '0.33', mae: '0.07', meanPredictionMae: '0.09' },
  },
];
