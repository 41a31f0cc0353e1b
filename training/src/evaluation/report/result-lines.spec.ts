import { describe, expect, it } from '@jest/globals';
import type { TaskResults } from './assess-task';
import { resultLines } from './result-lines';

describe('resultLines', () => {
  it('says the metrics of each task, and which was not learned', () => {
    const of = (r2: number) =>
      ({ kind: 'regression', clips: 7, metrics: { r2: { value: r2 }, mae: {} } }) as TaskResults;
    const held = (id: string) => (id === 'EF' ? '; held' : '');
    expect(resultLines({ EF: of(-0.1), EDV: of(0.5) }, 'test clips', held)).toEqual([
      'EF on 7 test clips: r2 -0.100; held',
      'EF: Not better than predicting the mean for everyone.',
      'EDV on 7 test clips: r2 0.500',
    ]);
  });
});
