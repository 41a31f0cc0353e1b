import { describe, expect, it } from '@jest/globals';
import { taskEvaluation } from './task-evaluation';

const set = { data: 'CAMUS', simulated: false };
const r2 = { value: 0.674_98, interval: { low: 0.400_59, high: 0.802_14 } };

describe('taskEvaluation', () => {
  it('is R² of a regression and AUC of a finding, with their intervals', () => {
    const known = { ...set, patients: 50, interval95: [0.4006, 0.8021] };
    expect(taskEvaluation(set, { kind: 'regression', patients: 50, metrics: { r2 } })).toEqual({
      ...known,
      metric: 'R2',
      value: 0.675,
    });
    expect(
      taskEvaluation(set, { kind: 'classification', patients: 50, metrics: { auc: r2 } }),
    ).toEqual({ ...known, metric: 'AUC', value: 0.675 });
  });

  it('is not there where the test patients gave no result', () => {
    const empty = { kind: 'regression', patients: 1, metrics: {} } as const;
    expect(taskEvaluation(set, empty)).toBeUndefined();
  });
});
