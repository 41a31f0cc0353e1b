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
    [{ tasks: ['LVH'], thresholds: {} }, /echonet\.tasks names LVH, and the model has EF, lead\./],
    [{ thresholds: { EF: 0.5 } }, /echonet\.thresholds names EF, and the model has lead\./],
  ])('names what does not fit the model in %j, and shows all', (settings, words) => {
    const { manifest: shown, problem } = withDepartmentTasks(model, settings);
    expect(problem).toMatch(words);
    expect(shown).toEqual(manifest);
  });
});
