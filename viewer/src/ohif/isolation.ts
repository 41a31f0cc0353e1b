import type { FastifyInstance } from 'fastify';
import { isHostWorker, type ContentPolicies } from './content-policy';

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
export function isolate(app: FastifyInstance, policies: ContentPolicies): void {
  app.addHook('onSend', async (request, reply) => {
    const isWorker = isHostWorker(request.url, request.headers['sec-fetch-dest']);
    reply.headers({
      ...isolationHeaders,
      'Content-Security-Policy': isWorker ? policies.hostWorker : policies.page,
    });
  });
}
