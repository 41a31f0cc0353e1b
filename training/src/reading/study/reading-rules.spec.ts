import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dateAgainst, dateRange, ruleAgainst, rulesKey, type RuledFacts } from './reading-rules';

const facts: RuledFacts = {
  InstitutionName: 'Heart Centre',
  aeTitles: ['ECHO1', 'GATEWAY'],
  BodyPartExamined: 'Heart',
  StudyDate: '20260704',
};

describe('rules which clips may be read', () => {
  it('let a clip pass that is within all of them', () => {
    expect(ruleAgainst({}, facts)).toBeUndefined();
    const rules = {
      institutions: ['Elsewhere', 'Heart Centre'],
      aeTitles: ['GATEWAY'],
      bodyParts: ['HEART'],
      dates: { from: '20260704', to: '20260704' },
    };
    expect(ruleAgainst(rules, facts)).toBeUndefined();
  });

  it.each([
    [{ institutions: ['Heart'] }, /institution "Heart Centre", which is not among/],
    [{ aeTitles: ['ECHO', 'echo1'] }, /equipment "ECHO1", "GATEWAY", which is not among/],
    [{ bodyParts: ['LIVER'] }, /body part "Heart", which is not among/],
    [{ dates: { from: '20260705' } }, /date "20260704", which is not among/],
    [{ dates: { to: '20260703' } }, /date "20260704", which is not among/],
  ])('turn away by %j', (rules, reason) => {
    expect(ruleAgainst(rules, facts)).toMatch(reason);
  });

  it('turn away a clip that does not say what is asked', () => {
    const silent = { InstitutionName: '', aeTitles: [], BodyPartExamined: '', StudyDate: '' };
    for (const rules of [
      { institutions: ['A'] },
      { aeTitles: ['A'] },
      { bodyParts: ['HEART'] },
      { dates: { from: '19000101' } },
    ]) {
      expect(ruleAgainst(rules, silent)).toMatch(/no .* that its header names/);
    }
    expect(ruleAgainst({}, silent)).toBeUndefined();
  });

  it('have a key that does not depend on the order of names', () => {
    expect(rulesKey({})).toBeUndefined();
    expect(rulesKey({ institutions: ['B', 'A'] })).toBe(rulesKey({ institutions: ['A', 'B'] }));
    const keys = [
      { institutions: ['A'] },
      { aeTitles: ['A'] },
      { bodyParts: ['A'] },
      { dates: { from: '20260101' } },
      { dates: { to: '20260101' } },
    ].map(rulesKey);
    expect(new Set(keys).size).toBe(5);
  });
});

describe('a range of dates', () => {
  it('is written as in a search', () => {
    expect(dateRange('20260101-20261231')).toEqual({ from: '20260101', to: '20261231' });
    expect(dateRange('20260101-')).toEqual({ from: '20260101' });
    expect(dateRange('-20261231')).toEqual({ to: '20261231' });
    expect(dateRange('20260101')).toEqual({ from: '20260101', to: '20260101' });
    for (const text of ['', '-', '2026', '20260101-2026', '20261231-20260101', 'today']) {
      expect(dateRange(text)).toBeUndefined();
    }
  });

  it('holds exactly the days between its ends', () => {
    const day = fc
      .date({ min: new Date('1950-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10).replaceAll('-', ''));
    fc.assert(
      fc.property(day, day, day, (a, b, date) => {
        const [from, to] = [a, b].sort();
        const isWithin = Number(from) <= Number(date) && Number(date) <= Number(to);
        expect(dateAgainst(dateRange(`${from}-${to}`)!, date) === undefined).toBe(isWithin);
      }),
    );
  });
});
