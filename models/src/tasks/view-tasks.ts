import { yesNo } from './label-vocabulary';
import type { TaskDefinition } from './task-definition';

/** What a view classifier tells apart, each class against all others. */
export const viewTasks: readonly TaskDefinition[] = [
  {
    id: 'viewA4C',
    name: 'Apical four-chamber view',
    kind: 'classification',
    unit: '',
    group: 'view',
    code: { value: '399214001', scheme: 'SCT', meaning: 'Apical four chamber' },
    plausible: [0, 1],
    words: yesNo,
    mostFalsePositives: 0.02,
  },
  {
    id: 'viewOther',
    name: 'Other cardiac view',
    kind: 'classification',
    unit: '',
    group: 'view',
    plausible: [0, 1],
    words: yesNo,
  },
  {
    id: 'viewUnusable',
    name: 'Not usable: Doppler, M-mode, still or not a heart',
    kind: 'classification',
    unit: '',
    group: 'view',
    plausible: [0, 1],
    words: yesNo,
  },
];
