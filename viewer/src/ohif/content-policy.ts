import { createHash } from 'node:crypto';

/**
 * The content security policy of a viewer: the page can talk to its own origin alone, so that no
 * picture can leave it, and runs no script but files of its origin and the few lines that stand in
 * the stock viewer's page itself, which are named by their SHA-256.
 *
 * WebAssembly, which the host's decoders and EchoNet's engine are, needs 'wasm-unsafe-eval'; the host
 * starts workers from blobs and sets styles in the page.
 *
 * @param page text of index.html
 */
export function contentPolicy(page: string): string {
  return [
    "default-src 'self'",
    ["script-src 'self' 'wasm-unsafe-eval'", ...inlineScripts(page).map(hashSource)].join(' '),
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "media-src 'self' blob:",
    "connect-src 'self' data: blob:",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'self'",
  ].join('; ');
}

function inlineScripts(page: string): string[] {
  return [...page.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(
    ([, script]) => script,
  );
}

function hashSource(script: string): string {
  return `'sha256-${createHash('sha256').update(script).digest('base64')}'`;
}
