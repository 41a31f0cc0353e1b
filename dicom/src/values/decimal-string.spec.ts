import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decimalString } from './decimal-string';

describe('a decimal string', () => {
  it('fits its 16 characters and stays as close as they allow', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e9, max: 1e9, noNaN: true }), (value) => {
        const text = decimalString(value);
        expect(text.length).toBeLessThanOrEqual(16);
        expect(Math.abs(Number(text) - value)).toBeLessThanOrEqual(Math.abs(value) * 1e-7);
      }),
    );
  });
});
