import { describe, expect, it } from '@jest/globals';
import { stressStage } from './stress-stage';

describe('stressStage', () => {
  it.each([
    ['PEAK', { StageName: 'PEAK', StageNumber: 3, NumberOfStages: 3 }],
    ['Im Post 400', { StageName: 'Im Post 400', StageNumber: 3, NumberOfStages: 3 }],
    ['LOW DOSE', { StageName: 'LOW DOSE' }],
    ['Pre Peak', { StageName: 'Pre Peak', StageNumber: 2 }],
    ['Post exercise', { StageName: 'Post exercise', StageNumber: 1, NumberOfStages: 1 }],
    ['stage 2', { StageNumber: 2, NumberOfStages: 4 }],
  ])('is %s by its name or number', (stage, header) => {
    expect(stressStage(header)).toBe(stage);
  });

  it.each([
    ['no stage', {}],
    ['a stage at rest', { StageName: 'REST', StageNumber: 1, NumberOfStages: 3 }],
    ['a baseline', { StageName: 'Baseline', StageNumber: 2 }],
    ['rest, in German', { StageName: 'Ruhe' }],
    ['the time before exercise', { StageName: 'Pre-exercise' }],
    ['the first of stages without names', { StageNumber: 1, NumberOfStages: 4 }],
    ['a machine that numbers every exam', { StageNumber: 0, NumberOfStages: 1 }],
    ['the only stage of an ordinary exam', { StageName: 'Adult Echo', NumberOfStages: 1 }],
  ])('is undefined for %s', (_, header) => {
    expect(stressStage(header)).toBeUndefined();
  });
});
