import { describe, expect, it } from '@jest/globals';
import type { Task } from '@echonet/models';
import { manifest } from '../models/testing';
import { groupTasks } from './task-groups';

const task = (id: string): Task => ({ ...manifest.tasks[0], id });

describe('groups of tasks', () => {
  it('keep the order of the model within the group, and leave out empty groups', () => {
    const groups = groupTasks(['age', 'lead', 'ESV', 'EF', 'LVH'].map(task));
    expect(groups.map(({ name, tasks }) => [name, tasks.map(({ id }) => id)])).toEqual([
      ['function', ['ESV', 'EF']],
      ['structure', ['lead', 'LVH']],
      ['systemic', ['age']],
    ]);
  });

  it("show a department's own tasks as well", () => {
    expect(groupTasks([task('TAPSE')])).toMatchObject([
      { name: 'other', tasks: [{ id: 'TAPSE' }] },
    ]);
  });
});
