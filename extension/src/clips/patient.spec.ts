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

  it('leaves out what is missing or absurd', () => {
    const nothing = { sex: undefined, ageYears: undefined, bodySurfaceArea: undefined };
    expect(readPatient(undefined)).toEqual(nothing);
    expect(
      readPatient({ PatientSex: 'O', PatientAge: '61', PatientSize: 170, PatientWeight: 70 }),
    ).toEqual(nothing);
    expect(readPatient({ PatientSize: '', PatientWeight: null })).toEqual(nothing);
  });
});
