import { describe, expect, it } from '@jest/globals';
import { taskDefinitions } from '../tasks';
import { standardiseTasks } from '../train/standardisation';
import { assessTask } from './assess-task';

const [volume, lead] = standardiseTasks(
  taskDefinitions.filter(({ id }) => id === 'EDV' || id === 'lead'),
  [{ labels: { EDV: 80, lead: 0 } }, { labels: { EDV: 120, lead: 1 } }],
);

describe('assessTask', () => {
  it('takes the interval from validation and the errors from the test', () => {
    const validation = { truth: [100, 100, 100], predicted: [90, 104, 101] };
    const test = { truth: [80, 120], predicted: [85, 100] };
    const { metrics, interval90HalfWidth } = assessTask(volume, validation, test);
    expect(interval90HalfWidth).toBe(10);
    expect(metrics).toEqual({
      r2: 0.46875,
      mae: 12.5,
      // The mean of the training labels is 100.
      meanPredictionMae: 20,
      bias: -7.5,
      coverage90: 0.5,
    });
  });

  it('takes the threshold from validation', () => {
    const validation = { truth: [0, 0, 1, 1], predicted: [0.1, 0.2, 0.3, 0.4] };
    const test = { truth: [0, 1, 1], predicted: [0.1, 0.26, 0.2] };
    const { metrics, decisionThreshold } = assessTask(lead, validation, test);
    expect(decisionThreshold).toBeCloseTo(0.25, 12);
    expect(metrics).toEqual({ auc: 1, f1: 0.666667 });
  });

  it('leaves out what the test clips cannot tell', () => {
    const { metrics } = assessTask(
      lead,
      { truth: [0, 1], predicted: [0.1, 0.9] },
      { truth: [0, 0], predicted: [0.1, 0.2] },
    );
    expect(metrics).toEqual({ f1: 0 });
  });
});
