import { describe, expect, it } from '@jest/globals';
import { randomStream } from '@echonet/models/random';
import { fitQuality, type RatedCase } from './fit-quality';

/** Blurred contours are wrong in four of five clips; the border tells nothing. */
function cohort(seed: number, count = 200): RatedCase[] {
  const random = randomStream(seed);
  return Array.from({ length: count }, () => {
    const isBlurred = random() < 0.2;
    const isWrong = isBlurred ? random() < 0.8 : random() < 0.02;
    return {
      quality: {
        sharpness: isBlurred ? 0.1 + 0.1 * random() : 0.25 + 0.2 * random(),
        borderShare: 0.02 * random(),
      },
      efError: isWrong ? 15 : 10 * random() - 5,
    };
  });
}

describe('fitQuality', () => {
  it('sets a threshold where a criterion tells wrong clips, and none where it does not', () => {
    const { thresholds, test } = fitQuality(cohort(1), cohort(2));
    expect(thresholds.sharpness).toBeGreaterThan(0.18);
    expect(thresholds.sharpness).toBeLessThan(0.27);
    expect(thresholds.borderShare).toBeUndefined();
    expect(test.wrongFlagged / test.wrong).toBeGreaterThan(0.7);
    expect(test.rightFlagged / test.right).toBeLessThan(0.15);
    expect(test.wrong + test.right).toBe(200);
  });

  it('sets none when fewer than three clips are wrong', () => {
    const right = cohort(3).map((one) => ({ ...one, efError: 2 }));
    expect(fitQuality(right, right).thresholds).toEqual({});
  });
});
