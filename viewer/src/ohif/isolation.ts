import type { FastifyInstance } from 'fastify';

/**
 * Headers on every answer: cross-origin isolation, which threads in WebAssembly need, and a content
 * policy under which the page can talk to this origin alone, so that no picture can leave it.
 */
export const isolationHeaders = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Content-Security-Policy': [
    "default-src 'self'",
    "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "media-src 'self' blob:",
    "connect-src 'self' data: blob:",
    "worker-src 'self' blob:",
    "frame-ancestors 'self'",
  ].join('; '),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
} as const;

/** Adds {@link isolationHeaders} to every answer of a server. */
export function isolate(app: FastifyInstance): void {
  app.addHook('onSend', async (_request, reply) => {
    reply.headers(isolationHeaders);
  });
}
