import { describe, expect, it } from '@jest/globals';
import { repeatReasons } from './repeats';

const clip = (
  patientId: string,
  contentHash: string,
  imagesHash?: string,
  labels: Readonly<Record<string, number | undefined>> = {},
) => ({ patientId, contentHash, imagesHash, labels });

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

  it('keeps none of the clips whose labels contradict each other', () => {
    const [one, two, ...others] = repeatReasons([
      clip('a', '1', 'x', { EF: 40, EDV: 120 }),
      clip('a', '1', 'x', { EF: 60, EDV: 120 }),
      clip('b', '2', 'y', { EF: 40 }),
      clip('b', '2', 'y', { EF: 40, ESV: 50 }),
      clip('b', '2', 'y', { EF: undefined }),
    ]);
    expect(one).toMatch(/two labels \(EF 40 and 60\)/);
    expect(two).toBe(one);
    expect(others).toEqual([
      undefined,
      'Another file has the same content.',
      'Another file has the same content.',
    ]);
  });

  it('compares files where there are no images', () => {
    expect(repeatReasons([clip('a', '1'), clip('a', '2')])).toEqual([undefined, undefined]);
  });
});
