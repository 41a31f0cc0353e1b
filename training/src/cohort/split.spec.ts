import { describe, expect, it } from '@jest/globals';
import { UserError } from '../user-error';
import { splitPatients } from './split';

const shares = { testShare: 0.1, validationShare: 0.1 };
const patients = Array.from({ length: 200 }, (_, index) => `patient-${index}`);

describe('splitPatients', () => {
  it('puts every patient on exactly one side, in the shares of the paper', () => {
    const { train, validation, test } = splitPatients(patients, { seed: 1, ...shares });
    expect([...train, ...validation, ...test].sort()).toEqual([...patients].sort());
    expect([train.length, validation.length, test.length]).toEqual([162, 18, 20]);
  });

  it('depends on the seed and not on the order of the table', () => {
    const split = splitPatients(patients, { seed: 1, ...shares });
    expect(splitPatients([...patients].reverse(), { seed: 1, ...shares })).toEqual(split);
    expect(splitPatients(patients, { seed: 2, ...shares }).test).not.toEqual(split.test);
  });

  it('counts a patient with several clips once', () => {
    const split = splitPatients(['a', 'a', 'b', 'c', 'a'], { seed: 1, ...shares });
    expect([...split.train, ...split.validation, ...split.test].sort()).toEqual(['a', 'b', 'c']);
  });

  it('refuses fewer patients than sides', () => {
    expect(() => splitPatients(['a', 'b'], { seed: 1, ...shares })).toThrow(UserError);
  });
});
