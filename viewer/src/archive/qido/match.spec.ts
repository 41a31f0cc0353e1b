import { describe, expect, it } from '@jest/globals';
import { attributeMatches } from './match';

const text = (...Value: unknown[]): { vr: string; Value: unknown[] } => ({ vr: 'LO', Value });

describe('attributeMatches', () => {
  it.each([
    ['*doe*', true],
    ['DOE^*', true],
    ['D?e^Jane', true],
    ['Jane', false],
    ['doe', false],
    ['*(*', false],
    ['', true],
    ['*', true],
  ])('matches the name Doe^Jane against %s: %s', (query, expected) => {
    const name = { vr: 'PN', Value: [{ Alphabetic: 'Doe^Jane' }] };
    expect(attributeMatches(name, 'PN', query)).toBe(expected);
  });

  it('treats characters of regular expressions as text', () => {
    expect(attributeMatches(text('a.c'), 'LO', 'a.c')).toBe(true);
    expect(attributeMatches(text('abc'), 'LO', 'a.c')).toBe(false);
    expect(attributeMatches(text('x(y'), 'LO', '*(*')).toBe(true);
  });

  it.each([
    ['20200101-20201231', true],
    ['20200229', true],
    ['20200229-20200229', true],
    ['20200301-', false],
    ['-20200228', false],
    ['-20200301', true],
    ['2020-02', false],
  ])('matches the date 20200229 against %s: %s', (query, expected) => {
    expect(attributeMatches({ vr: 'DA', Value: ['20200229'] }, 'DA', query)).toBe(expected);
  });

  it('matches no date range where there is no date', () => {
    expect(attributeMatches(undefined, 'DA', '19700101-20991231')).toBe(false);
  });

  it('includes the last second of a range of times', () => {
    expect(attributeMatches({ vr: 'TM', Value: ['120030.5'] }, 'TM', '1000-1200')).toBe(true);
    expect(attributeMatches({ vr: 'TM', Value: ['120130'] }, 'TM', '1000-1200')).toBe(false);
  });

  it('takes lists of identifiers and of modalities, separated either way', () => {
    const uid = { vr: 'UI', Value: ['1.2.3'] };
    expect(attributeMatches(uid, 'UI', '9.9\\1.2.3')).toBe(true);
    expect(attributeMatches(uid, 'UI', '9.9,1.2.3')).toBe(true);
    expect(attributeMatches(uid, 'UI', '1.2')).toBe(false);
    const modalities = { vr: 'CS', Value: ['US', 'SR'] };
    expect(attributeMatches(modalities, 'CS', 'CT,SR')).toBe(true);
    expect(attributeMatches(modalities, 'CS', 'CT\\MR')).toBe(false);
  });

  it('compares numbers as numbers', () => {
    expect(attributeMatches({ vr: 'IS', Value: [7] }, 'IS', '007')).toBe(true);
    expect(attributeMatches({ vr: 'IS', Value: [7] }, 'IS', '8')).toBe(false);
  });

  it('answers a pattern of many stars quickly', () => {
    const started = Date.now();
    const pattern = `${'*a'.repeat(12)}*b`;
    expect(attributeMatches(text('a'.repeat(64)), 'LO', pattern)).toBe(false);
    expect(Date.now() - started).toBeLessThan(1000);
  });
});
