import { describe, expect, it } from '@jest/globals';
import { repeatReasons } from './repeats';

const clip = (patientId: string, contentHash: string, imagesHash?: string) => ({
  patientId,
  contentHash,
  imagesHash,
});

describe('repeatReasons', () => {
  it('keeps the first of the clips of a patient that show the same', () => {
    const clips = [
      clip('a', '1', 'x'),
      clip('a', '1', 'x'),
      clip('a', '2', 'x'),
      clip('a', '3', 'y'),
    ];
    expect(repeatReasons(clips)).toEqual([
      undefined,
      'Another file has the same content.',
      'Another file shows the same images.',
      undefined,
    ]);
  });

  it('keeps none of the images that stand under two patients', () => {
    const [one, two, other] = repeatReasons([
      clip('a', '1', 'x'),
      clip('b', '2', 'x'),
      clip('b', '3', 'y'),
    ]);
    expect(one).toMatch(/under another PatientID/);
    expect(two).toBe(one);
    expect(other).toBeUndefined();
  });

  it('compares files where there are no images', () => {
    expect(repeatReasons([clip('a', '1'), clip('a', '2')])).toEqual([undefined, undefined]);
  });
});
