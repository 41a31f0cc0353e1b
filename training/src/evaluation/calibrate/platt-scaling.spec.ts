import { describe, expect, it } from '@jest/globals';
import { randomStream } from '@echonet/models/random';
import { clipProbability, plattScaling } from './platt-scaling';

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

/** Clips with the true probability sigmoid(slope * logit + intercept). */
function drawClips(count: number, slope: number, intercept: number) {
  const random = randomStream('platt', slope, intercept);
  return Array.from({ length: count }, () => {
    const logit = random() * 12 - 6;
    return { logits: [logit], truth: random() < sigmoid(slope * logit + intercept) ? 1 : 0 };
  });
}

describe('plattScaling', () => {
  it('recovers the slope and intercept of simulated labels', () => {
    for (const [slope, intercept] of [
      [1, 0],
      [0.4, 1],
      [2, -1.5],
    ]) {
      const fitted = plattScaling(drawClips(5000, slope, intercept))!;
      expect(fitted.slope).toBeCloseTo(slope, 0);
      expect(Math.abs(fitted.slope - slope)).toBeLessThan(0.15 * slope);
      expect(Math.abs(fitted.intercept - intercept)).toBeLessThan(0.25);
    }
  });

  it('agrees with scikit-learn for clips of one frame', () => {
    // Reference: sklearn.calibration._SigmoidCalibration().fit(logits, truth), scikit-learn 1.9.1,
    // where a = -slope and b = -intercept.
    const logits = [-3, -2.5, -2, -1.2, -0.4, 0.1, 0.3, 0.8, 1.5, 2.2, 2.9, 3.5];
    const truth = [0, 0, 0, 1, 0, 0, 1, 0, 1, 1, 1, 1];
    const fitted = plattScaling(logits.map((logit, i) => ({ logits: [logit], truth: truth[i] })))!;
    expect(fitted.slope).toBeCloseTo(0.60366026, 4);
    expect(fitted.intercept).toBeCloseTo(-0.1086845, 4);
  });

  it('calibrates the mean probability of the frames, not that of the mean logit', () => {
    const clips = drawClips(2000, 1, 0).map(({ logits: [logit], truth }) => ({
      logits: [logit - 2, logit + 2],
      truth,
    }));
    const scaling = plattScaling(clips)!;
    const bias = clips.reduce((sum, c) => sum + clipProbability(c.logits, scaling) - c.truth, 0);
    expect(Math.abs(bias / clips.length)).toBeLessThan(0.01);
  });

  it('does not become certain for perfectly separated classes', () => {
    const clips = Array.from({ length: 20 }, (_, i) => ({
      logits: [i < 10 ? -5 : 5],
      truth: i < 10 ? 0 : 1,
    }));
    const scaling = plattScaling(clips)!;
    // Platt's targets for 10 clips of each class: 11 / 12 and 1 / 12.
    expect(clipProbability([5], scaling)).toBeCloseTo(11 / 12, 3);
    expect(clipProbability([-5], scaling)).toBeCloseTo(1 / 12, 3);
  });

  it('returns undefined for a class with fewer than five clips', () => {
    const clips = Array.from({ length: 40 }, (_, i) => ({ logits: [i], truth: i < 4 ? 1 : 0 }));
    expect(plattScaling(clips)).toBeUndefined();
  });
});
