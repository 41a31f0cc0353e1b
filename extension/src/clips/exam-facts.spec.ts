import { describe, expect, it } from '@jest/globals';
import { stringsFor } from '../strings';
import { clipOf } from './clip';
import { examFacts } from './exam-facts';
import { displaySetOf } from './testing';

const factsOf = (attributes: Readonly<Record<string, unknown>>, language = 'en') =>
  examFacts(clipOf(displaySetOf(1, attributes)).header!, stringsFor(language).clips);

describe('where in the exam a clip was acquired', () => {
  it('is told by stage, view and time', () => {
    const peak = { StageName: 'PEAK', StageNumber: '3', ViewNumber: 2, AcquisitionTime: '103205' };
    expect(factsOf(peak)).toEqual(['stage 3: PEAK', 'view 2', '10:32']);
    expect(factsOf(peak, 'de')).toEqual(['Stufe 3: PEAK', 'Schnittebene 2', '10:32']);
    expect(factsOf({ StageName: 'REST', ViewName: 'A4C' })).toEqual(['stage REST', 'view A4C']);
    expect(factsOf({ StageNumber: 2 })).toEqual(['stage 2']);
  });

  it('is not told where the header does not say', () => {
    expect(factsOf({})).toEqual([]);
    expect(factsOf({ StageNumber: 0, NumberOfStages: 1, ViewNumber: 0 })).toEqual([]);
  });
});
