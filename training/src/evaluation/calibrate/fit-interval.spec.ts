import { describe, expect, it } from '@jest/globals';
import { normalStream, randomStream } from '@echonet/models/random';
import { coverageByThird } from '../statistics/coverage';
import { biasOf, fitInterval, isHeld, type PredictedClip } from './fit-interval';

/** Hearts of 40 to 200 mL and predictions of them. */
function hearts(
  count: number,
  seed: number,
  predict: (truth: number, error: number) => number,
): PredictedClip[] {
  const random = randomStream('hearts', seed);
  const normal = normalStream(randomStream('errors', seed));
  return Array.from({ length: count }, (_, index) => {
    const truth = 40 * 5 ** random();
    return { patientId: `p${index}`, truth, predicted: predict(truth, normal()) };
  });
}

const proportional = (truth: number, error: number) => truth * Math.exp(0.15 * error);
const constant = (truth: number, error: number) => Math.max(5, truth + 8 * error);

describe('fitInterval', () => {
  it.each([
    ['errors in proportion to the heart', proportional, 'logarithmic'],
    ['errors of one size', constant, 'absolute'],
  ] as const)('holds small and large hearts alike with %s', (_what, predict, scale) => {
    const interval = fitInterval(hearts(400, 1, predict), true)!;
    expect(interval.scale).toBe(scale);
    const test = hearts(3000, 2, predict);
    for (const third of coverageByThird(test, (clip) => isHeld(interval, clip))) {
      const share = third!.held / third!.clips;
      expect(share).toBeGreaterThan(0.84);
      expect(share).toBeLessThan(0.96);
    }
  });

  it('keeps the unit of what is no volume, of few patients and of values at or below 0', () => {
    expect(fitInterval(hearts(400, 1, proportional), false)?.scale).toBe('absolute');
    expect(fitInterval(hearts(29, 1, proportional), true)?.scale).toBe('absolute');
    const negative = hearts(100, 1, (truth, error) =>
      error > 1.5 ? -1 : proportional(truth, error),
    );
    expect(fitInterval(negative, true)?.scale).toBe('absolute');
    expect(fitInterval([], true)).toBeUndefined();
  });
});

describe('biasOf', () => {
  it('weights patients equally and says nothing of few', () => {
    const clips = hearts(30, 1, (truth) => truth + 6);
    const many = Array.from({ length: 50 }, () => ({
      ...clips[0],
      predicted: clips[0].truth + 7,
    }));
    const [, ...others] = clips;
    expect(biasOf(clips)).toBeCloseTo(6, 10);
    expect(biasOf([...others, ...many])).toBeCloseTo((29 * 6 + 7) / 30, 10);
    expect(biasOf(clips.slice(0, 19))).toBeUndefined();
  });

  it('says nothing of a mean error that chance makes', () => {
    const chance = hearts(50, 3, (truth, error) => truth + 30 * error);
    expect(biasOf(chance)).toBeUndefined();
    expect(biasOf(hearts(50, 3, (truth, error) => truth + 30 * error + 25))).toBeGreaterThan(10);
  });
});
