import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { codeItem, decimalString } from './dataset';
import { dicomMoment } from './date-time';
import { patientAndStudy, readSourceInstance } from './source-instance';
import { newUid } from './uid';

describe('codeItem', () => {
  it('puts what is too long for a Code Value into Long Code Value', () => {
    const scheme = '99ECHONET';
    const item = { CodingSchemeDesignator: scheme, CodeMeaning: 'a meaning' };
    const [short, long] = ['lead-probability', 'LADilation-probability'];
    expect(codeItem({ value: short, scheme, meaning: 'a meaning' })).toEqual({
      CodeValue: short,
      ...item,
    });
    expect(codeItem({ value: long, scheme, meaning: 'a meaning' })).toEqual({
      LongCodeValue: long,
      ...item,
    });
  });
});

describe('a new UID', () => {
  it('is a valid one under the root for UUIDs, and another each time', () => {
    const uids = Array.from({ length: 200 }, newUid);
    for (const uid of uids) expect(uid).toMatch(/^2\.25\.[1-9]\d{0,38}$/);
    expect(new Set(uids).size).toBe(200);
  });
});

describe('a decimal string', () => {
  it('fits its 16 characters and stays as close as they allow', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e9, max: 1e9, noNaN: true }), (value) => {
        const text = decimalString(value);
        expect(text.length).toBeLessThanOrEqual(16);
        expect(Math.abs(Number(text) - value)).toBeLessThanOrEqual(Math.abs(value) * 1e-7);
      }),
    );
  });
});

describe('a moment in DICOM', () => {
  const moment = new Date('2026-11-26T23:30:05.900Z');

  it("is told in the data set's own time zone", () => {
    expect(dicomMoment(moment, '+0530')).toEqual({
      date: '20261127',
      time: '050005',
      dateTime: '20261127050005+0530',
    });
    expect(dicomMoment(moment, '-0330').dateTime).toBe('20261126200005-0330');
  });

  it("is told in the reader's where the data set names none", () => {
    const { date, time } = dicomMoment(moment, '');
    const two = (value: number) => String(value).padStart(2, '0');
    expect(date.slice(6)).toBe(two(moment.getDate()));
    expect(time.slice(0, 4)).toBe(two(moment.getHours()) + two(moment.getMinutes()));
  });
});

describe('what results take over from the clip', () => {
  const uids = {
    SOPClassUID: '1.2.840.10008.5.1.4.1.1.3.1',
    SOPInstanceUID: '1.2.3.1',
    SeriesInstanceUID: ['1.2.3.2'],
    StudyInstanceUID: '1.2.3.3',
  };

  it('is read however the host naturalised it', () => {
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

  it('has every attribute that a study must have, and of the others those with a value', () => {
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

  it('is refused where the study cannot be told', () => {
    expect(() => readSourceInstance({ ...uids, StudyInstanceUID: '' })).toThrow(
      /StudyInstanceUID is missing or damaged/,
    );
    expect(() => readSourceInstance(undefined)).toThrow(/missing or damaged/);
  });
});
