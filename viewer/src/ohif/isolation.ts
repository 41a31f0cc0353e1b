import type { FastifyInstance } from 'fastify';

/**
 * Headers on every answer: cross-origin isolation, which threads in WebAssembly need, and a content
 * policy.
 */
const isolationHeaders = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
} as const;

/** Adds the headers to every answer of a server. */
export function isolate(app: FastifyInstance, contentSecurityPolicy: string): void {
  app.addHook('onSend', async (_request, reply) => {
    reply.headers({
      ...isolationHeaders,
      'Content-Security-Policy': contentSecurityPolicy,
    });
  });
}
