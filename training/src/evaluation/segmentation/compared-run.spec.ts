import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RunFolder } from '../../learning/run-folder';
import type { SegmentationRun } from '../../learning/segmentation/config';
import { readComparedRun } from './compared-run';
import type { SegmentationReportData } from './report/write-segmentation-report';
import { segmentationReportFixture } from './report/segmentation-report-fixture';

const directory = mkdtempSync(path.join(os.tmpdir(), 'echonet-compared-'));
let data: SegmentationReportData;
beforeAll(async () => {
  data = await segmentationReportFixture(path.join(directory, 'prepared'), 3);
});
afterAll(() => rmSync(directory, { recursive: true }));

/** Folder of another run with the made-up one's results. */
function otherRun(
  name: string,
  change: (record: SegmentationRun) => object,
  fingerprints = data.evaluation.fingerprints,
): RunFolder {
  const run = RunFolder.create(path.join(directory, name));
  run.writeJson('run.json', { ...data.record, ...change(data.record) });
  run.writeJson('metrics.json', { ...data.evaluation, fingerprints });
  return run;
}

describe('readComparedRun', () => {
  it('reads the results on the data sets that both runs have', () => {
    const [, phantoms] = data.record.sets;
    const own = { ...data.record, sets: [phantoms, data.record.sets[0]] };
    const run = otherRun('fine-tuned', ({ config, sets }) => ({
      config: { ...config, init: 'runs/phantom-run' },
      sets: sets.map((set) => ({ ...set, split: { ...set.split, train: ['a', 'b'] } })),
    }));
    const { name, training, init, sets } = readComparedRun(run, own);
    expect({ name, training, init }).toEqual({
      name: 'fine-tuned',
      training: '2 hospital and 2 phantom',
      init: 'phantom-run',
    });
    expect(sets).toHaveLength(2);
    expect(sets[0]).toBeUndefined();
    expect(sets[1]).toMatchObject({ trainingPatients: 2, test: { patients: 3 } });
  });

  it('refuses other test patients', () => {
    const run = otherRun('other-split', ({ sets }) => ({
      sets: sets.map((set) => ({ ...set, split: { ...set.split, test: ['a'] } })),
    }));
    expect(() => readComparedRun(run, data.record)).toThrow(
      /other-split has other test patients of hospital/,
    );
  });

  it('refuses a run on other data, and one whose results are of other data', () => {
    const others = data.record.sets.map((_, index) => `other ${index}`);
    const onOthers = ({ sets }: SegmentationRun) => ({
      sets: sets.map((set, index) => ({ ...set, fingerprint: others[index] })),
    });
    const run = otherRun('other-data', onOthers, others);
    expect(() => readComparedRun(run, data.record)).toThrow(
      /no data set with test patients in common/,
    );
    const outdated = otherRun('outdated', onOthers);
    expect(() => readComparedRun(outdated, data.record)).toThrow(/outdated .*evaluate it again/);
  });

  it('refuses runs that were not evaluated, and those that predict', () => {
    const run = otherRun('not-evaluated', () => ({}));
    rmSync(run.file('metrics.json'));
    expect(() => readComparedRun(run, data.record)).toThrow(/not-evaluated.metrics\.json/);
    const predicting = RunFolder.create(path.join(directory, 'predicting'));
    writeFileSync(predicting.file('run.json'), '{"tasks":[]}');
    expect(() => readComparedRun(predicting, data.record)).toThrow(/no segmentation run/);
  });
});
