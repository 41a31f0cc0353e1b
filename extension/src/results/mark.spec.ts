import { describe, expect, it } from '@jest/globals';
import type { Task } from '@echonet/models';
import { manifest } from '../models/testing';
import { stringsFor } from '../strings';
import { predictionMark } from './mark';

const [ef, lead] = manifest.tasks;
const [en, de] = [stringsFor('en'), stringsFor('de')];
const woman = { sex: 'female', ageYears: 60, bodySurfaceArea: 1.6 } as const;

const regression = (id: string, range: readonly [number, number]): Task => ({ ...ef, id, range });

const markOf = (task: Task, mean: number, patient = woman, strings = en) => {
  const { level, sign, word } = predictionMark(strings, task, { mean }, patient, true)!;
  return [level, sign, word];
};

describe('the mark beside a prediction', () => {
  it.each([
    [60, 'normal', '', 'normal'],
    [53, 'mild', '▼', 'mildly reduced'],
    [35, 'moderate', '▼▼', 'moderately reduced'],
    [25, 'severe', '▼▼▼', 'severely reduced'],
    [80, 'mild', '▲', 'above normal'],
  ])('says of an EF of %d %% in a woman: %s %s %s', (value, ...mark) => {
    expect(markOf(ef, value)).toEqual(mark);
  });

  it.each([
    ['EDV', 115, 'mild', '▲', 'mildly enlarged'],
    ['EDV', 40, 'mild', '▼', 'below normal'],
    // 62 mL over 1.6 m2 is 39 mL/m2.
    ['LAVolume', 62, 'mild', '▲', 'mildly enlarged'],
    ['LAVolume', 90, 'severe', '▲▲▲', 'severely enlarged'],
  ])('says of %s of %d mL: %s %s %s', (id, value, ...mark) => {
    expect(markOf(regression(id, [0, 400]), value)).toEqual(mark);
  });

  it('compares with a published range where there are no grades', () => {
    const axis = regression('RADimension', [2, 9]);
    // 1.9 to 3.1 cm/m2 of 1.6 m2: 3.0 to 5.0 cm.
    expect(markOf(axis, 5.04)).toEqual(['normal', '', 'normal']);
    expect(markOf(axis, 5.1)).toEqual(['mild', '▲', 'above normal']);
    expect(markOf(axis, 2.5)).toEqual(['mild', '▼', 'below normal']);
    expect(predictionMark(en, axis, { mean: 4 }, woman, true)?.hint).toMatch(
      /normal 3\.0 to 5\.0.*Lang/,
    );
  });

  it.each([
    [0.99, true, 'severe', '●', 'detected'],
    [0.39, true, 'mild', '◐', 'possible'],
    [0.2, false, 'normal', '', 'not detected'],
  ])('says of a finding of probability %d: %s', (mean, positive, ...mark) => {
    const { level, sign, word } = predictionMark(en, lead, { mean, positive }, {}, false)!;
    expect([level, sign, word]).toEqual(mark);
  });

  it('is absent beside what the network infers of the patient', () => {
    const sex: Task = { ...lead, id: 'sex' };
    expect(predictionMark(en, sex, { mean: 0.9, positive: true }, woman, true)).toBeUndefined();
  });

  it.each([
    [ef, 53, 'normal for men, mildly reduced for women'],
    [ef, 73, 'above normal for men, normal for women'],
    [regression('EDV', [0, 400]), 137, 'normal for men, severely enlarged for women'],
    [regression('EDV', [0, 400]), 50, 'below normal for men, normal for women'],
  ])(
    'is open, never absent, where it depends on a sex that the header lacks',
    (task, mean, text) => {
      const mark = predictionMark(en, task, { mean }, { ageYears: 60 }, true);
      expect(mark).toMatchObject({
        level: 'mild',
        sign: '?',
        word: 'depends on sex',
        inFull: text,
      });
    },
  );

  it('is absent for children, and without a cut-off', () => {
    const boy = { ageYears: 9, sex: 'male' } as const;
    expect(predictionMark(en, ef, { mean: 30 }, boy, true)).toBeUndefined();
    expect(predictionMark(en, lead, { mean: 0.9 }, {}, true)).toBeUndefined();
  });

  it('is absent beside numbers that are not to be judged', () => {
    for (const task of [ef, regression('LAVolume', [0, 400]), regression('RADimension', [2, 9])]) {
      expect(predictionMark(en, task, { mean: 30 }, woman, false)).toBeUndefined();
    }
  });

  it('is in the language of the reader', () => {
    expect(markOf(ef, 35, woman, de)).toEqual(['moderate', '▼▼', 'mäßig reduziert']);
  });
});
