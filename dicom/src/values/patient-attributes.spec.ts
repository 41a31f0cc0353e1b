import { describe, expect, it } from '@jest/globals';
import { readPatientAttributes } from './patient-attributes';

describe('readPatientAttributes', () => {
  it('reads sex, age, height, weight and manufacturer', () => {
    expect(
      readPatientAttributes({
        PatientSex: 'F',
        PatientAge: '045Y',
        PatientSize: '1.70',
        PatientWeight: 68,
        Manufacturer: ' GE Vingmed ',
      }),
    ).toEqual({
      sex: 'female',
      ageYears: 45,
      heightM: 1.7,
      weightKg: 68,
      bodyMassIndex: 23.5294,
      bodySurfaceArea: expect.closeTo(1.788, 3),
      manufacturer: 'GE Vingmed',
    });
    expect(
      readPatientAttributes({ PatientSex: 'm', PatientSize: [1.8], PatientWeight: [] }),
    ).toEqual({ sex: 'male', heightM: 1.8 });
  });

  it('reads ages in months, weeks and days', () => {
    const age = (PatientAge: string) => readPatientAttributes({ PatientAge }).ageYears;
    expect(age('006M')).toBe(0.5);
    expect(age('026W')).toBeCloseTo(0.498, 3);
    expect(age('010D')).toBeCloseTo(0.0274, 4);
    expect(age('45')).toBeUndefined();
    expect(age('130Y')).toBeUndefined();
  });

  it('computes the age from the dates where it is not given', () => {
    const PatientBirthDate = '19500615';
    const age = (rest: Record<string, unknown>) =>
      readPatientAttributes({ PatientBirthDate, ...rest }).ageYears;
    expect(age({ StudyDate: '20100615' })).toBeCloseTo(60, 2);
    expect(age({ StudyDate: '20100615', PatientAge: '000Y' })).toBeCloseTo(60, 2);
    expect(age({ StudyDate: '20100615', PatientAge: '058Y' })).toBe(58);
    expect(age({ StudyDate: '19400615' })).toBeUndefined();
    expect(age({ StudyDate: '' })).toBeUndefined();
    expect(age({ StudyDate: '20101399' })).toBeUndefined();
  });

  it('leaves out implausible values', () => {
    const read = (PatientSize: number, PatientWeight: number) =>
      readPatientAttributes({ PatientSize, PatientWeight, PatientSex: 'O' });
    expect(read(0, 0)).toEqual({});
    expect(read(172, 70)).toEqual({
      heightM: 1.72,
      weightKg: 70,
      bodyMassIndex: 23.6614,
      bodySurfaceArea: expect.closeTo(1.825, 3),
    });
    expect(read(67, 70)).toEqual({ weightKg: 70 });
    expect(read(1.7, 7)).toEqual({});
    expect(read(1.7, 700)).toEqual({ heightM: 1.7 });
  });
});
