import { describe, expect, it } from '@jest/globals';
import { averagedClips, clipsOfLeftVentricle } from './ventricle-of-clips';

const whole = ['EDV', 'ESV', 'EF', 'LAVolume'];
const withoutScale = ['EF', 'MAPSE'];
const withoutSystole = ['EDV', 'LAVolume'];
const ids = (clip: readonly string[]) => clip;

describe('the clips that stand for the left ventricle', () => {
  it('have both volumes and the ejection fraction', () => {
    const clips = [withoutScale, whole, withoutSystole];
    expect(clipsOfLeftVentricle(clips, ids)).toEqual([whole]);
  });

  it('are all where none has all three', () => {
    const clips = [withoutScale, withoutSystole];
    expect(clipsOfLeftVentricle(clips, ids)).toEqual(clips);
  });
});

describe('the clips over which a measure is averaged', () => {
  const clips = [withoutScale, whole, withoutSystole];

  it('are the same for the ejection fraction and its volumes', () => {
    for (const id of ['EDV', 'ESV', 'EF']) {
      expect(averagedClips(clips, id, ids)).toEqual([whole]);
    }
  });

  it('are those that have it for any other', () => {
    expect(averagedClips(clips, 'LAVolume', ids)).toEqual([whole, withoutSystole]);
    expect(averagedClips(clips, 'MAPSE', ids)).toEqual([withoutScale]);
    expect(averagedClips(clips, 'heartRate', ids)).toEqual([]);
  });
});
