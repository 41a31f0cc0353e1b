import { describe, expect, it } from '@jest/globals';
import type { ClipReading, ContourReading } from '../clip/clip-reading';
import type { ReadingModels } from '../models/open-models';
import { studyRecord } from './study-record';

const models = {
  models: [],
  segmentation: { name: { id: 'lv', simulated: false } },
  dispose: () => undefined,
} as unknown as ReadingModels;

const volume = { id: 'LAVolume', value: 40, unit: 'mL' } as const;

const contours: ContourReading = {
  model: 'abc',
  measures: [volume],
  grade: 'good',
  beats: [],
  isWholeBeat: true,
  contours: [],
};

function recordOf(...measures: ContourReading['measures'][]) {
  const clips = measures.map((ofClip, index): ClipReading => ({
    id: `1.2.3.${index}`,
    name: `Clip ${index}`,
    outcome: 'read',
    predictions: [],
    contours: { ...contours, measures: ofClip },
    warnings: ['Short clip.'],
  }));
  const study = { id: '1.2', StudyDate: '20261129', clips, knownCount: 0, notes: ['Old study.'] };
  return studyRecord(study, models, new Date(0));
}

describe('the record of a study', () => {
  it('says beside LA volumes, of clips and their mean, that the sector cuts off the atrium', () => {
    const cut = { ...volume, isLowerLimit: true } as const;
    const { clips, values, warnings } = recordOf([volume], [cut], []);
    const atLeast = expect.stringMatching(/Left atrium cut off .*: its volume is at least/);
    expect(clips.map((clip) => clip.warnings)).toEqual([
      ['Short clip.'],
      ['Short clip.', atLeast],
      ['Short clip.'],
    ]);
    expect(values).toMatchObject([{ id: 'LAVolume', value: 40, isLowerLimit: true }]);
    expect(warnings).toEqual(['Old study.', atLeast]);
    expect(recordOf([volume]).values[0]).not.toHaveProperty('isLowerLimit');
    expect(recordOf([volume]).warnings).toEqual(['Old study.']);
  });
});
