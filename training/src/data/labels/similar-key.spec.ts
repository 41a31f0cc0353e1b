import { describe, expect, it } from '@jest/globals';
import { didYouMean, similarKeys } from './similar-key';

describe('similarKeys', () => {
  it.each([
    ['A.DCM', 'a.dcm'],
    ['./b.dcm', 'b.dcm'],
    ['c', 'c.dcm'],
    ['c.DICOM', 'c.dcm'],
    ['sub\\d.dcm', 'sub/d.dcm'],
    ['e.dcm', 'sub/e.dcm'],
    ['a\u0308.dcm', '\u00e4.dcm'],
    ['123', '00123'],
  ])('finds what %j is meant to be', (written, meant) => {
    const known = [
      'a.dcm',
      'b.dcm',
      'c.dcm',
      'sub/d.dcm',
      'sub/e.dcm',
      '\u00e4.dcm',
      '00123',
      '00456',
    ];
    expect(similarKeys(known)(written)?.key).toBe(meant);
  });

  it('tells why a number lost its zeros', () => {
    expect(didYouMean(similarKeys(['00123'])('123'))).toBe(
      '; did you mean 00123 (spreadsheets drop leading zeros)',
    );
    expect(didYouMean(similarKeys(['a.dcm'])('A.dcm'))).toBe('; did you mean a.dcm');
    expect(didYouMean(undefined)).toBe('');
  });

  it('proposes nothing where several fit or none', () => {
    expect(similarKeys(['x/a.dcm', 'y/a.dcm'])('a.dcm')).toBeUndefined();
    expect(similarKeys(['0012', '012'])('12')).toBeUndefined();
    expect(similarKeys(['1.2.840.10', '1.2.840.11'])('1.2.840.12')).toBeUndefined();
  });
});
