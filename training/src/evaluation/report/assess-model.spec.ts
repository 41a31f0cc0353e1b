import { describe, expect, it } from '@jest/globals';
import { assessModel } from './assess-model';
import { reportFixture } from './report-fixture';
import type { ReportClip, ReportData } from './report-data';

const data = reportFixture(80, 1, 50);
const results = assessModel(data);

/** A test clip of its own patient. */
function clip(index: number, part: Partial<ReportClip>): ReportClip {
  return {
    patientId: `patient ${index}`,
    clipId: `clip ${index}`,
    subset: 'test',
    view: 'A4C',
    attributes: {},
    truth: {},
    frames: {},
    ...part,
  };
}

function dataOf(taskIds: readonly string[], clips: readonly ReportClip[]): ReportData {
  return { ...data, tasks: data.tasks.filter(({ id }) => taskIds.includes(id)), clips };
}

describe('assessModel', () => {
  it('is deterministic and survives a JSON round trip', () => {
    expect(assessModel(data)).toEqual(results);
    expect(JSON.parse(JSON.stringify(results))).toEqual(results);
  });

  it('gives an interval for every number that varies', () => {
    for (const { metrics } of Object.values(results.tasks)) {
      for (const { value, interval } of Object.values(metrics)) {
        expect(interval!.low).toBeLessThanOrEqual(value!);
        expect(interval!.high).toBeGreaterThanOrEqual(value!);
      }
    }
  });

  it('counts clips and patients of each set', () => {
    const patients = new Set(data.clips.map(({ patientId }) => patientId)).size;
    expect(results.test.patients + results.calibration.patients).toBe(patients);
    expect(results.test.clips + results.calibration.clips).toBe(data.clips.length);
    expect(results.tasks.EF).toMatchObject({ ...results.test, kind: 'regression', unit: '%' });
  });

  it('averages the frames of a clip, and the first ones by number of frames', () => {
    const { tasks } = assessModel(
      dataOf(
        ['EDV'],
        [
          clip(0, { truth: { EDV: 100 }, frames: { EDV: [90, 100, 110, 120] } }),
          clip(1, { truth: { EDV: 80 }, frames: { EDV: [86, 90] } }),
        ],
      ),
    );
    // Clip means 105 and 88.
    expect(tasks.EDV.metrics.mae?.value).toBeCloseTo((5 + 8) / 2, 12);
    expect(tasks.EDV.metrics.meanPredictionMae?.value).toBeCloseTo((5 + 15) / 2, 12);
    const errors = tasks.EDV.byFrameCount.map(({ metrics }) => metrics.mae?.value);
    expect(errors).toEqual([(10 + 6) / 2, (5 + 8) / 2, (0 + 8) / 2, (5 + 8) / 2]);
  });

  it('uses at most 20 frames', () => {
    const frames = { EDV: Array.from({ length: 30 }, () => 90) };
    const { tasks } = assessModel(dataOf(['EDV'], [clip(0, { truth: { EDV: 100 }, frames })]));
    expect(tasks.EDV.byFrameCount.map((one) => one.frames)).toEqual(
      Array.from({ length: 20 }, (_, index) => index + 1),
    );
  });

  it('classifies clips by the threshold of the calibration clips', () => {
    const lead = (
      index: number,
      subset: ReportClip['subset'],
      truth: number,
      probability: number,
    ) => clip(index, { subset, truth: { lead: truth }, frames: { lead: [probability] } });
    const { tasks } = assessModel(
      dataOf(
        ['lead'],
        [
          lead(0, 'calibration', 0, 0.1),
          lead(1, 'calibration', 1, 0.3),
          lead(2, 'test', 1, 0.25),
          lead(3, 'test', 1, 0.15),
          lead(4, 'test', 0, 0.22),
        ],
      ),
    );
    expect(tasks.lead.threshold).toBeCloseTo(0.2, 12);
    expect(tasks.lead.confusion).toEqual({
      truePositives: 1,
      falsePositives: 1,
      falseNegatives: 1,
      trueNegatives: 0,
    });
    expect(tasks.lead.metrics.sensitivity?.value).toBe(0.5);
    expect(tasks.lead.metrics.auc?.value).toBe(0.5);
    expect(tasks.lead.metrics.negativePredictiveValue?.value).toBe(0);
  });

  it('leaves out unlabelled clips and undefined numbers', () => {
    const { tasks } = assessModel(
      dataOf(
        ['EF', 'lead'],
        [
          clip(0, { truth: { lead: 0 }, frames: { EF: [50], lead: [0.2] } }),
          clip(1, { truth: { lead: 0 }, frames: { EF: [60], lead: [0.4] } }),
        ],
      ),
    );
    expect(tasks.EF).toMatchObject({ clips: 0, metrics: {}, byFrameCount: [], byView: [] });
    expect(tasks.lead.metrics.auc).toEqual({});
    expect(tasks.lead.formulaIntervals).not.toHaveProperty('auc');
  });

  it('throws for a patient with calibration and test clips', () => {
    const clips = [clip(1, {}), clip(2, {}), clip(1, { subset: 'calibration' })];
    expect(() => assessModel(dataOf(['EF'], clips))).toThrow(
      'Patient patient 1 has clips in both the calibration and the test set.',
    );
  });

  it('gives a perfect score no interval', () => {
    const clips = Array.from({ length: 40 }, (_, index) =>
      clip(index, { truth: { lead: index % 2 }, frames: { lead: [index % 2 ? 0.9 : 0.1] } }),
    );
    const { metrics, byView } = assessModel(dataOf(['lead'], clips)).tasks.lead;
    expect(metrics.auc).toEqual({ value: 1 });
    expect(byView[0]).toMatchObject({ group: 'A4C', clips: 40, positives: 20 });
  });

  it('marks subgroups that differ and gives no numbers for few clips', () => {
    const clips = Array.from({ length: 60 }, (_, index) => {
      const sex = index < 25 ? 'F' : 'M';
      const edv = 80 + index;
      return clip(index, {
        attributes: { sex, age: index < 3 ? 30 : 50 },
        truth: { EDV: edv },
        frames: { EDV: [edv + (sex === 'F' ? 20 : 2) + (index % 3)] },
      });
    });
    const [sex, age] = assessModel(dataOf(['EDV'], clips)).tasks.EDV.bySubgroup;
    expect(sex.groups.map(({ group, differs }) => [group, differs])).toEqual([
      ['female', ['mae', 'bias']],
      ['male', ['mae', 'bias']],
    ]);
    expect(age.groups[0]).toEqual({ group: 'under 40', clips: 3, patients: 3, differs: [] });
  });

  it('compares direct EF with EF from the predicted volumes', () => {
    const truth = { EF: 60, EDV: 100, ESV: 40 };
    const { ejectionFraction } = assessModel(
      dataOf(
        ['EF', 'EDV', 'ESV'],
        [
          clip(0, { truth, frames: { EF: [55], EDV: [120, 80], ESV: [50] } }),
          clip(1, { truth, frames: { EF: [65], EDV: [100], ESV: [25] } }),
          clip(2, { truth, frames: { EF: [65], EDV: [-1], ESV: [25] } }),
        ],
      ),
    );
    // EF from volumes: 50 and 75.
    expect(ejectionFraction).toMatchObject({ clips: 2, withoutVolumes: 1 });
    expect(ejectionFraction?.direct.mae?.value).toBeCloseTo(5, 12);
    expect(ejectionFraction?.fromVolumes.mae?.value).toBeCloseTo(12.5, 12);
    expect(ejectionFraction?.difference.mae?.value).toBeCloseTo(7.5, 12);
    expect(assessModel(dataOf(['EF'], [])).ejectionFraction).toBeUndefined();
  });

  it('compares models on common clips, in any order', () => {
    const edv = (index: number, error: number) =>
      clip(index, { truth: { EDV: 100 + index }, frames: { EDV: [100 + index + error] } });
    const own = dataOf(['EDV', 'EF'], [edv(0, 4), edv(1, 6), edv(2, 90)]);
    const other = { name: 'EDV alone', clips: [edv(1, 10), edv(0, 8), edv(7, 1)] };
    const [comparison, ...rest] = assessModel({ ...own, comparedTo: [other] }).comparisons;
    expect(rest).toEqual([]);
    expect(comparison).toMatchObject({ name: 'EDV alone', taskId: 'EDV', clips: 2 });
    expect(comparison.own.mae?.value).toBeCloseTo(5, 12);
    expect(comparison.other.mae?.value).toBeCloseTo(9, 12);
    expect(comparison.difference.mae?.value).toBeCloseTo(-4, 12);
  });
});
