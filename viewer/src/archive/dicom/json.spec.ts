import { describe, expect, it } from '@jest/globals';
import { numberOf, textOf, toJsonDataset } from './json';

describe('toJsonDataset', () => {
  it('leaves out values that are empty or no number, as the DICOM JSON model asks', () => {
    const json = toJsonDataset({
      '00080050': { vr: 'SH', Value: [''] },
      '00181063': { vr: 'DS', Value: [NaN] },
      '00281050': { vr: 'DS', Value: [1, NaN] },
      '00081140': { vr: 'SQ', Value: [] },
      '00080090': { vr: 'PN' },
    });
    expect(json).toEqual({
      '00080050': { vr: 'SH' },
      '00181063': { vr: 'DS' },
      '00281050': { vr: 'DS', Value: [1, null] },
      '00081140': { vr: 'SQ' },
      '00080090': { vr: 'PN' },
    });
  });

  it('keeps a backslash in a text of one value', () => {
    const json = toJsonDataset({ '00191050': { vr: 'UT', Value: ['C:', 'clips', 'a'] } });
    expect(json['00191050'].Value).toEqual(['C:\\clips\\a']);
  });

  it('names the bulk data of nested sequences by their way', () => {
    const json = toJsonDataset({
      '00081140': {
        vr: 'SQ',
        Value: [{}, { '00091010': { vr: 'OB', Value: [new ArrayBuffer(999)] } }],
      },
    });
    expect(json['00081140'].Value?.[1]).toEqual({
      '00091010': { vr: 'OB', BulkDataURI: 'bulkdata/00081140/1/00091010' },
    });
  });

  it('writes an attribute tag as eight hexadecimal digits', () => {
    expect(toJsonDataset({ '00280009': { vr: 'AT', Value: [0x00181063] } })['00280009']).toEqual({
      vr: 'AT',
      Value: ['00181063'],
    });
  });
});

describe('textOf and numberOf', () => {
  const dataset = {
    '00100010': { vr: 'PN', Value: [{ Alphabetic: 'Doe^Jane' }] },
    '00280008': { vr: 'IS', Value: [30] },
    '00080050': { vr: 'SH' },
  };

  it('give the first value of its type', () => {
    expect(textOf(dataset, '00100010')).toBe('Doe^Jane');
    expect(numberOf(dataset, '00280008')).toBe(30);
  });

  it('give nothing where there is no such value', () => {
    expect(textOf(dataset, '00080050')).toBe('');
    expect(numberOf(dataset, '00100010')).toBeUndefined();
    expect(numberOf(dataset, '00280010')).toBeUndefined();
  });
});
