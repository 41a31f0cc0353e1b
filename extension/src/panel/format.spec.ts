import { describe, expect, it } from '@jest/globals';
import { manifest } from '../models/testing';
import { formatShownChange, formatWithUnit, shownUnit } from './format';

const [ef, lead] = manifest.tasks;

describe('a change beside the values that it is between', () => {
  it('is that of the numbers as shown', () => {
    expect(formatShownChange(ef, 62.4, 58.6)).toBe('−3');
    expect(formatShownChange(ef, 58.6, 59.4)).toBe('0');
    expect(formatShownChange(lead, 0.254, 0.256)).toBe('+1 %');
  });
});

describe('a unit', () => {
  it('is a word of the language where it is one, and else the same everywhere', () => {
    const age = { ...ef, id: 'age', unit: 'y' };
    expect(formatWithUnit(age, 61, 'de')).toBe('61 J.');
    expect(formatWithUnit(age, 61)).toBe('61 y');
    expect(shownUnit('mL', 'de')).toBe('mL');
    expect(shownUnit('constructor', 'de')).toBe('constructor');
  });
});
