import { describe, expect, it } from '@jest/globals';
import { countOf, decide, decideAll, type Decisions, measuredId, overall } from './decisions';
import { decisionForTests } from './testing';

const accepted = decisionForTests('accepted');
const rejected = decisionForTests('rejected');

describe('decisions on results', () => {
  it('are taken back by a second time, one by one and all at once', () => {
    const once = decide(new Map(), 'EF', accepted);
    expect(once.get('EF')).toBe(accepted);
    expect(decide(once, 'EF', accepted).size).toBe(0);
    expect(decide(once, 'EF', rejected).get('EF')).toBe(rejected);
    const all = decideAll(new Map(), ['EF', 'EDV'], accepted);
    expect(overall(all, ['EF', 'EDV'])).toBe('accepted');
    expect(decideAll(all, ['EF', 'EDV'], accepted).size).toBe(0);
  });

  it('on all predictions leave those on measured values as they are', () => {
    const measured: Decisions = new Map([[measuredId('EF'), rejected]]);
    const all = decideAll(measured, ['EF', 'EDV'], accepted);
    expect(all.get(measuredId('EF'))).toBe(rejected);
    expect(countOf(all, ['EF', 'EDV'], 'accepted')).toBe(2);
    expect([...decideAll(all, ['EF', 'EDV'], accepted).keys()]).toEqual([measuredId('EF')]);
  });
});
