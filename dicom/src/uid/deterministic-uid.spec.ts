import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { deterministicUid } from './deterministic-uid';

const part = fc.oneof(fc.string(), fc.integer());

describe('deterministicUid', () => {
  it('returns a valid UID under the root for UUIDs, for any parts', () => {
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const uid = deterministicUid(...parts);
        expect(uid).toMatch(/^2\.25\.(0|[1-9][0-9]*)$/);
        expect(uid.length).toBeLessThanOrEqual(64);
        expect(BigInt(uid.slice(5))).toBeLessThan(2n ** 128n);
      }),
    );
  });

  it('returns the same UID for the same parts only', () => {
    expect(deterministicUid('study', 7, 1)).toBe(deterministicUid('study', 7, 1));
    expect(deterministicUid('study', 7, 1)).not.toBe(deterministicUid('study', 71));
    expect(deterministicUid('study', 7, 1)).not.toBe(deterministicUid('series', 7, 1));
  });
});
