import { describe, expect, it } from '@jest/globals';
import { viewTaskIds } from '../model/view-task-ids';
import { heartTaskIds, systemicTaskIds, taskDefinition, taskDefinitions } from './catalogue';
import { taskGroups } from './task-definition';

describe('the catalogue of tasks', () => {
  it('has the twelve tasks of the paper and those of a view classifier, each once', () => {
    const ids = taskDefinitions.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual([...heartTaskIds, ...systemicTaskIds, ...viewTaskIds]);
    expect(heartTaskIds).toHaveLength(8);
    expect(systemicTaskIds).toHaveLength(4);
  });

  it('lists the tasks in the order of their groups', () => {
    const order = taskDefinitions.map(({ group }) => taskGroups.indexOf(group));
    expect(order).toEqual([...order].sort((a, b) => a - b));
  });

  it('does not know the tasks that an imported model brings', () => {
    expect(taskDefinition('TAPSE')).toBeUndefined();
    expect(taskDefinition('toString')).toBeUndefined();
  });

  it.each(taskDefinitions)('has labels and limits of $id that can be true', (task) => {
    const [lowest, highest] = task.plausible;
    expect(lowest).toBeLessThan(highest);
    const { male, female } = task.normalLimits ?? { male: [0, 1], female: [0, 1] };
    for (const [low, high] of [male, female]) {
      expect(low).toBeLessThan(high);
    }
    expect(task.unit === '').toBe(task.kind === 'classification');
    if (task.kind === 'classification') {
      expect(task.plausible).toEqual([0, 1]);
    }
  });
});
