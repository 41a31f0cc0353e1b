import { describe, expect, it } from '@jest/globals';
import { countOf, decide, decideAll, type Decisions, measuredId } from './decisions';
import { decisionForTests } from './testing';

const accepted = decisionForTests('accepted');
const rejected = decisionForTests('rejected');

describe('decisions on results', () => {
  it('are taken back by a second time', () => {
    const once = decide(new Map(), 'EF', accepted);
    expect(once.get('EF')).toBe(accepted);
    expect(decide(once, 'EF', accepted).size).toBe(0);
    expect(decide(once, 'EF', rejected).get('EF')).toBe(rejected);
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
