import { describe, expect, it } from '@jest/globals';
import type { ClipReading, ContourReading } from '../clip/clip-reading';
import type { ReadingModels } from '../models/open-models';
import { studyRecord } from './study-record';

const models: ReadingModels = { models: [], dispose: () => undefined };

const contours: ContourReading = {
  model: 'abc',
  measures: [{ id: 'LAVolume', value: 40, unit: 'mL' }],
  grade: 'good',
  beats: [],
  isWholeBeat: true,
  contours: [],
};

function warningsOf(changes: Partial<ContourReading>): readonly string[] {
  const clip: ClipReading = {
    id: '1.2.3',
    name: 'Clip 1',
    outcome: 'read',
    predictions: [],
    contours: { ...contours, ...changes },
    warnings: ['Short clip.'],
  };
  const study = { id: '1.2', StudyDate: '20261129', clips: [clip], knownCount: 0, notes: [] };
  return studyRecord(study, models, new Date(0)).clips[0].warnings;
}

describe('the record of a study', () => {
  it('says beside the LA volume of a clip that the sector cuts off the atrium', () => {
    expect(warningsOf({ showsPartOfAtrium: true })).toEqual([
      'Short clip.',
      expect.stringMatching(/cuts off the left atrium: its volume is at least/),
    ]);
    expect(warningsOf({})).toEqual(['Short clip.']);
    expect(warningsOf({ showsPartOfAtrium: true, measures: [] })).toEqual(['Short clip.']);
  });
});
