import { describe, expect, it } from '@jest/globals';
import { findTasks } from '../find-tasks';
import { parseLabel } from './parse-label';

const [EF, EDV, lead, sex, height] = findTasks(['EF', 'EDV', 'lead', 'sex', 'height']);

describe('parseLabel', () => {
  it('converts units', () => {
    expect(parseLabel('0.55', EF, { unit: 'fraction' })).toBe(55);
    expect(parseLabel('0.1', EDV, { unit: 'L' })).toBe(100);
    expect(parseLabel('172', height, { unit: 'cm' })).toBe(1.72);
    expect(parseLabel('55,5', EF)).toBe(55.5);
  });

  it('reads numbers as spreadsheets write them, and no others', () => {
    expect(parseLabel('5.5E+01', EF)).toBe(55);
    expect(parseLabel('1.1E2', EDV)).toBe(110);
    for (const cell of ['0x37', '0b110111', '0o67', 'Infinity', "'55", '=55', '55 56']) {
      expect(() => parseLabel(cell, EF)).toThrow(`EF is "${cell}", which is not a number`);
    }
  });

  it('reads a unit in the cell, which goes before that of the column', () => {
    expect(parseLabel('55%', EF)).toBe(55);
    expect(parseLabel('62,5 %', EF, { unit: 'fraction' })).toBe(62.5);
    expect(parseLabel('120 mL', EDV)).toBe(120);
    expect(parseLabel('0.12 L', EDV)).toBe(120);
    expect(parseLabel('172cm', height)).toBe(1.72);
    expect(() => parseLabel('55 mL', EF)).toThrow(/EF cannot be in mL/);
    expect(() => parseLabel('55.May', EF)).toThrow('EF is "55.May", which is not a number');
  });

  it('reads words', () => {
    expect(parseLabel('Yes', lead)).toBe(1);
    expect(parseLabel('F', sex)).toBe(0);
    const values = { icd: 1, none: 0 };
    expect(parseLabel('ICD', lead, { values })).toBe(1);
    expect(parseLabel('None', lead, { values })).toBe(0);
    expect(parseLabel('none', lead)).toBeUndefined();
  });

  it('takes what people and programs write for nothing as unknown', () => {
    for (const cell of ['', 'NA', 'n/a', 'NaN', '-', '–', '?', '.', '#N/A', '#NV', '<NA>']) {
      expect(parseLabel(cell, EF)).toBeUndefined();
    }
    for (const cell of ['unknown', 'Missing', 'not available', 'k.A.', 'unbekannt']) {
      expect(parseLabel(cell, EF)).toBeUndefined();
    }
  });

  it('says what cannot be right', () => {
    expect(() => parseLabel('high', EF)).toThrow('EF is "high", which is not a number');
    expect(() => parseLabel('0.55', EF)).toThrow(/outside of what can be true \(1 to 99 %\)/);
    expect(() => parseLabel('2', lead)).toThrow('lead is 2; it must be 0 (no) or 1 (yes)');
    expect(() => parseLabel('55', EF, { unit: 'mL' })).toThrow(/EF cannot be in mL/);
  });
});
