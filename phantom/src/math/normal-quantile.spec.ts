import { describe, expect, it } from '@jest/globals';
import { normalQuantile } from './normal-quantile';

describe('the normal quantile', () => {
  // Python 3.12: statistics.NormalDist().inv_cdf.
  it.each([
    [0.001, -3.090232306167813],
    [0.02, -2.053748910631823],
    [0.131, -1.1216765279254888],
    [0.5, 0],
    [0.82, 0.915365087842814],
    [0.975, 1.959963984540054],
    [0.99, 2.326347874040841],
  ])('of %d is %d', (share, quantile) => {
    expect(normalQuantile(share)).toBeCloseTo(quantile, 7);
  });

  it('is infinite at the ends', () => {
    expect(normalQuantile(0)).toBe(-Infinity);
    expect(normalQuantile(1)).toBe(Infinity);
  });
});
