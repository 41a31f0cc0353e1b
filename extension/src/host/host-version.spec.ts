import { describe, expect, it } from '@jest/globals';
import { hostVersion } from './host-version';

describe("the host's version", () => {
  it('is the one in its About dialog', () => {
    const released = () => ({ versionNumber: '3.13.2' });
    const beta = () => ({ versionNumber: '3.14.0-beta.6' });
    expect(hostVersion(released)).toBe('3.13.2');
    expect(hostVersion(beta)).toBe('3.14.0-beta.6');
  });

  it('is unknown where a site has another dialog, or none', () => {
    expect(hostVersion(() => 'About us')).toBeUndefined();
    expect(hostVersion({ title: '3.13.2' })).toBeUndefined();
    expect(hostVersion(undefined)).toBeUndefined();
  });
});
