import { describe, expect, it } from '@jest/globals';
import { hostVersion } from './host-version';

describe("the host's version", () => {
  it('is the one in its About dialog', () => {
    const about = (version: string) => new Function(`const versionNumber = "${version}";`);
    expect(hostVersion(about('3.13.2'))).toBe('3.13.2');
    expect(hostVersion(about('3.14.0-beta.6'))).toBe('3.14.0-beta.6');
  });

  it('is unknown where a site has another dialog, or none', () => {
    expect(hostVersion(() => 'About us')).toBeUndefined();
    expect(hostVersion({ title: '3.13.2' })).toBeUndefined();
    expect(hostVersion(undefined)).toBeUndefined();
  });
});
