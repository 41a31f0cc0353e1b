import { describe, expect, it } from '@jest/globals';
import { earlyRateOf } from './early-rate';

describe('earlyRateOf', () => {
  it('freezes layers that begin with the weights of another network, and no random ones', () => {
    expect(earlyRateOf({ earlyRate: 0, init: 'run' })).toBe(0);
    expect(earlyRateOf({ earlyRate: 0.1 })).toBe(0.1);
    expect(earlyRateOf({ earlyRate: 1 })).toBeUndefined();
    expect(() => earlyRateOf({ earlyRate: 0 })).toThrow(/name the weights .* --init\.$/);
  });
});
