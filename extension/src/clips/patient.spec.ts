import { describe, expect, it } from '@jest/globals';
import { readPatient } from './patient';

describe('what the header says of the patient', () => {
  it('is read as DICOM writes it', () => {
    const patient = readPatient({
      PatientSex: 'F',
      PatientAge: '061Y',
      PatientSize: '1.70',
      PatientWeight: 70,
    });
    expect(patient).toMatchObject({ sex: 'female', ageYears: 61 });
    expect(patient.bodySurfaceArea).toBeCloseTo(1.81, 2);
    expect(readPatient({ PatientSex: 'M', PatientAge: '006M' })).toMatchObject({
      sex: 'male',
      ageYears: 0.5,
    });
  });

  it('is read by the same rules as in training: heights in cm, and the age by the dates', () => {
    const patient = readPatient({
      ...{ PatientSex: 'f ', PatientSize: 170, PatientWeight: 70 },
      ...{ PatientBirthDate: '19500615', StudyDate: '20100615' },
    });
    expect(patient.sex).toBe('female');
    expect(patient.ageYears).toBeCloseTo(60, 2);
    expect(patient.bodySurfaceArea).toBeCloseTo(1.81, 2);
  });

  it('leaves out what is missing or absurd', () => {
    const nothing = { sex: undefined, ageYears: undefined, bodySurfaceArea: undefined };
    expect(readPatient(undefined)).toEqual(nothing);
    expect(
      readPatient({ PatientSex: 'O', PatientAge: '61', PatientSize: 17, PatientWeight: 70 }),
    ).toEqual(nothing);
    expect(readPatient({ PatientSize: '', PatientWeight: null })).toEqual(nothing);
    // 7 kg at 1.72 m: an index of it would be twice that of the patient.
    expect(readPatient({ PatientSize: 1.72, PatientWeight: 7 })).toEqual(nothing);
  });
});
