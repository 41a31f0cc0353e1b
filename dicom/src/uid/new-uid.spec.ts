import { describe, expect, it } from '@jest/globals';
import { newUid } from './new-uid';

describe('newUid', () => {
  it('returns a valid UID under the root for UUIDs, a different one each time', () => {
    const uids = Array.from({ length: 200 }, newUid);
    for (const uid of uids) {
      expect(uid).toMatch(/^2\.25\.[1-9]\d{0,38}$/);
    }
    expect(new Set(uids).size).toBe(200);
  });
});
