import { describe, expect, it } from '@jest/globals';
import { withDepartmentTasks } from './department-tasks';
import { manifest } from './testing';

const model = { manifest, modelUrl: 'http://localhost/models/test/' };

describe('a model as a department wants it shown', () => {
  it('is as it is where nothing is set', () => {
    expect(withDepartmentTasks(model, { thresholds: {} })).toEqual(model);
  });

  it('has the predictions that are asked for', () => {
    const { manifest: shown } = withDepartmentTasks(model, { tasks: ['lead'], thresholds: {} });
    expect(shown.tasks.map(({ id }) => id)).toEqual(['lead']);
  });

  it("decides by the department's threshold", () => {
    const { manifest: shown, problem } = withDepartmentTasks(model, { thresholds: { lead: 0.8 } });
    expect(shown.tasks[1].decisionThreshold).toBe(0.8);
    expect(shown.tasks[0]).toEqual(manifest.tasks[0]);
    expect(problem).toBeUndefined();
  });

  it.each([
    [['EFF'], []],
    [['EFF', 'lead'], ['lead']],
  ])('names tasks of %j that the model lacks, and shows none in their place', (tasks, ids) => {
    const { manifest: shown, problem } = withDepartmentTasks(model, { tasks, thresholds: {} });
    expect(problem).toMatch(/echonet\.tasks names EFF, and the model has EF, lead\./);
    expect(shown.tasks.map(({ id }) => id)).toEqual(ids);
  });

  it('names a threshold that does not fit the model, and leaves it out', () => {
    const { manifest: shown, problem } = withDepartmentTasks(model, { thresholds: { EF: 0.5 } });
    expect(problem).toMatch(/echonet\.thresholds names EF, and the model has lead\./);
    expect(shown).toEqual(manifest);
  });
});
