import { describe, expect, it } from '@jest/globals';
import { bestClip } from './best-clip';
import { listClips } from './clip';
import { displaySetOf } from './testing';

const best = (...attributes: Readonly<Record<string, unknown>>[]) =>
  bestClip(listClips(attributes.map((each, i) => displaySetOf(i + 1, each))), 1900)?.header
    ?.InstanceNumber;

describe('the clip to begin with', () => {
  it('is one that can be read', () => {
    expect(best({ NumberOfFrames: 1 }, {})).toBe(2);
    expect(best({ NumberOfFrames: 1 })).toBeUndefined();
  });

  it.each(['A4C', 'AP4', 'Apical 4 chamber', 'apical four-chamber', 'LV 4CH', 'Vierkammer'])(
    'is one that is called %s rather than a longer one',
    (SeriesDescription) => {
      expect(best({ NumberOfFrames: 90, SeriesDescription: 'PLAX' }, { SeriesDescription })).toBe(
        2,
      );
    },
  );

  it('is the first among those that are long enough', () => {
    expect(best({ NumberOfFrames: 10 }, { NumberOfFrames: 40 }, { NumberOfFrames: 90 })).toBe(2);
  });
});
