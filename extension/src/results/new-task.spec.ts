import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ClipTaskPrediction, Task } from '@echonet/models';
import { taskDefinitions, type TaskDefinition } from '@echonet/models/tasks';
import { reportOf } from '../report/report';
import { measurementReport } from '../report/sr/measurement-report';
import { readingOfClips, reportManifest } from '../report/testing';
import { stringsFor, taskName } from '../strings';
import { referenceRange } from './reference-range';
import { groupTasks } from './task-groups';

const site = { value: '20194006', scheme: 'SCT', meaning: 'Tricuspid annulus' };
const concept = { value: '77903-3', scheme: 'LN', meaning: 'TAPSE' };
const definition: TaskDefinition = {
  id: 'TAPSE',
  name: 'Tricuspid annular plane systolic excursion',
  kind: 'regression',
  unit: 'mm',
  group: 'function',
  code: concept,
  plausible: [2, 50],
  findingSite: site,
  normalLimits: { male: [17, 31], female: [17, 31] },
};

/** The task as a model brings it. */
const task: Task = {
  id: definition.id,
  name: definition.name,
  kind: definition.kind,
  unit: definition.unit,
  code: definition.code,
  range: [5, 40],
  outputIndex: 4,
  labelMean: 22,
  labelStd: 4,
  metrics: {},
};
const predicted: ClipTaskPrediction = {
  mean: 21.5,
  standardDeviation: 1,
  perFrame: [20.5, 22.5],
  notes: [],
};

/** What DICOM says about a report with the task. */
function reportedItems(): string {
  const manifest = { ...reportManifest, tasks: [...reportManifest.tasks, task] };
  const { clips, prediction, ...reading } = readingOfClips(1);
  const withTask = (known: typeof prediction) => ({ ...known, TAPSE: predicted });
  const report = reportOf({
    manifest,
    reading: {
      ...reading,
      clips: clips.map(({ clip, result }) => ({
        clip,
        result: { ...result, prediction: withTask(result.prediction) },
      })),
      prediction: withTask(prediction),
    },
    decisions: new Map(),
    date: new Date('2026-11-26T10:55:30Z'),
  });
  return JSON.stringify(
    measurementReport(report, {
      sopClassOf: () => '1.2.840.10008.5.1.4.1.1.3.1',
      explanations: [],
      deviceUid: '2.25.1',
    }),
  );
}

describe('a new task', () => {
  describe('that only the model knows', () => {
    it('is shown among the others, under its own name and without a normal range', () => {
      expect(groupTasks([task])).toEqual([{ name: 'other', tasks: [task] }]);
      expect(taskName(stringsFor('de'), task)).toBe(definition.name);
      expect(referenceRange('TAPSE', { sex: 'male' })).toBeUndefined();
    });

    it("is reported by the model's code, without a finding site", () => {
      const items = reportedItems();
      expect(items).toContain(concept.value);
      expect(items).not.toContain(site.value);
    });
  });

  describe('that is one entry of the catalogue', () => {
    const catalogue = taskDefinitions as TaskDefinition[];
    beforeAll(() => {
      catalogue.push(definition);
    });
    afterAll(() => {
      catalogue.pop();
    });

    it('is shown in its group, with its normal range', () => {
      expect(groupTasks([task])).toEqual([{ name: 'function', tasks: [task] }]);
      expect(referenceRange('TAPSE', { sex: 'male' })).toMatchObject({ low: 17, high: 31 });
      expect(taskName(stringsFor('de'), task)).toBe(definition.name);
    });

    it('is reported by its codes', () => {
      const items = reportedItems();
      expect(items).toContain(concept.value);
      expect(items).toContain(site.value);
      expect(items).toContain('21.5');
    });
  });
});
