import { expect, it } from '@jest/globals';
import { contentPolicy } from './content-policy';

const scriptsIn = (policy: string) => /script-src ([^;]*)/.exec(policy)?.[1];

it('lets a page run files of its origin, and scripts in it by their hash', () => {
  const page = `<script>alert('Hello, world.');</script><script src="/app.js"></script>`;
  // The hash is the example of MDN's page on the script-src directive.
  expect(scriptsIn(contentPolicy(page))).toBe(
    "'self' 'wasm-unsafe-eval' 'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='",
  );
});

it('lets no page make code of text', () => {
  expect(scriptsIn(contentPolicy('<title>viewer</title>'))).toBe("'self' 'wasm-unsafe-eval'");
});
