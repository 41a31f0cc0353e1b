import { describe, expect, it } from '@jest/globals';
import type { Task } from '@echonet/models';
import { formatWithUnit } from '../../panel/format';
import { taskOfValue } from './task-of-value';

const task = (id: string, unit: string): Task => ({
  ...{ id, name: `${id} of a model`, kind: 'regression', unit, range: [0, 100] },
  ...{ outputIndex: 0, metrics: {} },
});

describe('what a stored value is of', () => {
  it('is a task of the model in use where it has the same unit', () => {
    const own = [task('EF', '%'), task('age', 'y'), task('strain', '1')];
    expect(taskOfValue(own, { taskId: 'EF', unit: '%' })?.name).toBe('EF of a model');
    expect(taskOfValue(own, { taskId: 'age', unit: 'a' })?.name).toBe('age of a model');
    expect(taskOfValue(own, { taskId: 'strain', unit: '1' })?.name).toBe('strain of a model');
  });

  it('is one of the catalogue where the model in use has none, with its name and decimals', () => {
    const edv = taskOfValue([task('EF', '%')], { taskId: 'EDV', unit: 'mL' })!;
    expect([edv.name, formatWithUnit(edv, 97.51)]).toEqual(['End-diastolic volume', '98 mL']);
    const lead = taskOfValue([], { taskId: 'lead', unit: '1' })!;
    expect(formatWithUnit(lead, 0.0012)).toBe('<1 %');
  });

  it('is unknown where the units differ or nobody knows it', () => {
    expect(taskOfValue([task('EF', '')], { taskId: 'EF', unit: '%' })?.unit).toBe('%');
    expect(taskOfValue([task('EF', '')], { taskId: 'EF', unit: 'mL' })).toBeUndefined();
    expect(taskOfValue([], { taskId: 'constructor', unit: '1' })).toBeUndefined();
  });
});
