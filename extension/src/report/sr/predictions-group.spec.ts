import { describe, expect, it } from '@jest/globals';
import { manifest } from '../../models/testing';
import type { ReportedClip } from '../report';
import { predictionComment } from './predictions-group';

const [ef] = manifest.tasks;
const ofVolumes = {
  ...ef,
  frameVolume: { chamber: 'LV', clipValue: 'ejectionFraction' } as const,
};

function clip(number: number): ReportedClip {
  return {
    SOPInstanceUID: `1.2.${number}`,
    displaySetInstanceUID: 'display set',
    number,
    frameNumbers: [1, 3, 5, 7],
    sectorOutline: [],
    values: [],
    computedBy: 'wasm',
    warnings: [],
  };
}

describe('the words beside a stored prediction', () => {
  const value = { task: ofVolumes, value: 52, interval90: [34, 69] as const };

  it('say that a value of volumes is of beats, not the mean of frames', () => {
    expect(predictionComment({ ...value, standardDeviation: 3 }, [clip(1)])).toBe(
      'Median over the beats in the volume curve of 4 frames; standard deviation over the beats 3.00 %; ' +
        '90 % interval 34.0 % to 69.0 %.',
    );
  });

  it('claim no spread of a single beat', () => {
    expect(predictionComment({ ...value, standardDeviation: 0 }, [clip(1)])).toBe(
      'Median over the beats in the volume curve of 4 frames; 90 % interval 34.0 % to 69.0 %.',
    );
  });

  it('are those of a mean over clips whatever each clip is of', () => {
    expect(predictionComment({ ...value, standardDeviation: 2 }, [clip(1), clip(2)])).toMatch(
      /^Mean of 2 clips \(8 frames\); standard deviation over the clips 2\.00 %/,
    );
  });
});
