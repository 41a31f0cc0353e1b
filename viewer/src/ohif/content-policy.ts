import { createHash } from 'node:crypto';

export interface ContentPolicies {
  /** For everything except the host's workers. */
  readonly page: string;
  /**
   * Of the workers in which the stock viewer decodes images: its decoders make functions of text
   * (Emscripten's Embind) and show nothing without.
   */
  readonly hostWorker: string;
}

/**
 * Policies under which a page can talk to its own origin alone, so that no image can leave it, and
 * runs no script but files of its origin and the few lines that stand in the stock viewer's page
 * itself, which are named by their SHA-256.
 *
 * WebAssembly, which the host's decoders and EchoNet's engine are, needs 'wasm-unsafe-eval'; the host
 * starts workers from blobs and sets styles in the page.
 *
 * @param html text of index.html
 * @param modelSources further origins that models come from
 */
export function contentPolicies(
  html: string,
  modelSources: readonly string[] = [],
): ContentPolicies {
  const scripts = "script-src 'self' 'wasm-unsafe-eval'";
  const others = [
    "default-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "media-src 'self' blob:",
    ["connect-src 'self' data: blob:", ...modelSources].join(' '),
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'self'",
  ];
  const hashes = inlineScripts(html).map(hashSource);
  return {
    page: [[scripts, ...hashes].join(' '), ...others].join('; '),
    hostWorker: [`${scripts} 'unsafe-eval'`, ...others].join('; '),
  };
}

function inlineScripts(html: string): string[] {
  return [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(
    ([, script]) => script,
  );
}

function hashSource(script: string): string {
  return `'sha256-${createHash('sha256').update(script).digest('base64')}'`;
}

/**
 * Whether a request is for a worker of the stock viewer, and not of a plugin.
 *
 * @param destination the Sec-Fetch-Dest header: what the browser wants the file for
 */
export function isHostWorker(pathname: string, destination: unknown): boolean {
  return destination === 'worker' && !pathname.includes('/plugins/');
}
