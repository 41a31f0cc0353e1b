import { describe, expect, it } from '@jest/globals';
import { contentPolicies, isHostWorker } from './content-policy';

const scriptsIn = (policy: string) => /script-src ([^;]*)/.exec(policy)?.[1];

describe('the content policy of the page', () => {
  it('lets it run files of its origin, and scripts in it by their hash', () => {
    const html = `<script>alert('Hello, world.');</script><script src="/app.js"></script>`;
    // The hash is the example of MDN's page on the script-src directive.
    expect(scriptsIn(contentPolicies(html).page)).toBe(
      "'self' 'wasm-unsafe-eval' 'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='",
    );
  });

  it('lets it make no code of text', () => {
    expect(scriptsIn(contentPolicies('<title>viewer</title>').page)).not.toMatch(/'unsafe-/);
  });
});

describe("the content policy of the stock viewer's workers", () => {
  it('alone lets code be made of text', () => {
    expect(scriptsIn(contentPolicies('').hostWorker)).toContain("'unsafe-eval'");
  });

  it.each([
    ['/610.bundle.0011223344556677.js', 'worker', true],
    ['/plugins/echonet/echonet-inference.0011223344556677.js', 'worker', false],
    ['/ohif/plugins/echonet/echonet-inference.0011223344556677.js', 'worker', false],
    ['/app.bundle.0011223344556677.js', 'script', false],
    ['/', 'document', false],
    ['/610.bundle.0011223344556677.js', undefined, false],
  ])('is for %s as %p: %p', (pathname, destination, expected) => {
    expect(isHostWorker(pathname, destination)).toBe(expected);
  });
});
