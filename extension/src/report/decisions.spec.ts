import { describe, expect, it } from '@jest/globals';
import { countOf, decide, decideAll, type Decisions, measuredId } from './decisions';
import { decisionForTests } from './testing';

const accepted = decisionForTests('accepted');
const rejected = decisionForTests('rejected');

describe('decisions on results', () => {
  it('are taken back by a second time', () => {
    const once = decide(new Map(), ['EF'], 'EF', accepted);
    expect(once.get('EF')).toBe(accepted);
    expect(decide(once, ['EF'], 'EF', accepted).size).toBe(0);
    expect(decide(once, ['EF'], 'EF', rejected).get('EF')).toBe(rejected);
  });

  it('reject what is computed from a rejected value, as long as that is rejected', () => {
    const [EDV, EF, LAVolume, LAIndex] = (['EDV', 'EF', 'LAVolume', 'LAIndex'] as const).map(
      measuredId,
    );
    const ids = [EDV, EF, LAVolume, LAIndex];
    const once = decide(new Map(), ids, LAVolume, rejected);
    expect([...once.keys()]).toEqual([LAVolume, LAIndex]);
    expect(decideAll(once, [LAVolume, LAIndex], accepted)).toEqual(once);
    expect(decide(once, ids, LAVolume, rejected).size).toBe(0);
    expect([...decide(once, ids, LAVolume, accepted)]).toEqual([[LAVolume, accepted]]);
    expect([...decide(new Map(), [LAVolume], LAVolume, rejected).keys()]).toEqual([LAVolume]);
    // The reader's own decision on it stays.
    const decided: Decisions = new Map([[EF, accepted]]);
    expect(decide(decided, ids, EDV, rejected).get(EF)).toBe(accepted);
    expect(decide(decide(decided, ids, EDV, rejected), ids, EDV, rejected)).toEqual(decided);
  });

  it('on all that is pending leave what was decided as it is, also a second time', () => {
    const one: Decisions = new Map([[measuredId('EF'), rejected]]);
    const ids = [measuredId('EF'), 'EF', 'EDV'];
    const all = decideAll(one, ids, accepted);
    expect(all.get(measuredId('EF'))).toBe(rejected);
    expect(countOf(all, ids, 'accepted')).toBe(2);
    expect(decideAll(all, ids, accepted)).toEqual(all);
    expect(decideAll(all, ids, rejected)).toEqual(all);
  });
});
