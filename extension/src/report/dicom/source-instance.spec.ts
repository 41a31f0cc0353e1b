import { describe, expect, it } from '@jest/globals';
import { patientAndStudy, readSourceInstance } from './source-instance';

describe('the patient and study attributes of results', () => {
  const uids = {
    SOPClassUID: '1.2.840.10008.5.1.4.1.1.3.1',
    SOPInstanceUID: '1.2.3.1',
    SeriesInstanceUID: ['1.2.3.2'],
    StudyInstanceUID: '1.2.3.3',
  };

  it('are read from any form of naturalised values', () => {
    const source = readSourceInstance({
      ...uids,
      PatientName: [{ Alphabetic: 'Doe^Jane' }],
      ReferringPhysicianName: 'House',
      PatientSize: 1.7,
      StudyDescription: null,
    });
    expect(source).toMatchObject({
      SeriesInstanceUID: '1.2.3.2',
      PatientName: 'Doe^Jane',
      ReferringPhysicianName: 'House',
      PatientSize: '1.7',
      StudyDescription: '',
    });
  });

  it('include every type 2 attribute, and optional ones where they have a value', () => {
    expect(patientAndStudy(readSourceInstance({ ...uids, PatientAge: '060Y' }))).toEqual({
      PatientName: '',
      PatientID: '',
      PatientBirthDate: '',
      PatientSex: '',
      PatientAge: '060Y',
      StudyInstanceUID: '1.2.3.3',
      StudyDate: '',
      StudyTime: '',
      StudyID: '',
      AccessionNumber: '',
      ReferringPhysicianName: '',
    });
  });

  it('are refused where the study cannot be identified', () => {
    expect(() => readSourceInstance({ ...uids, StudyInstanceUID: '' })).toThrow(
      /StudyInstanceUID is missing or damaged/,
    );
    expect(() => readSourceInstance(undefined)).toThrow(/missing or damaged/);
  });
});
