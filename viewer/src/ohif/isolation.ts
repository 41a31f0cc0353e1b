import type { FastifyInstance } from 'fastify';
import { isHostWorker, type ContentPolicies } from './content-policy';

/** Cross-origin isolation, which WebAssembly threads need. */
const isolationHeaders = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
} as const;

export function isolate(app: FastifyInstance, policies: ContentPolicies): void {
  app.addHook('onSend', async (request, reply) => {
    const isWorker = isHostWorker(request.url, request.headers['sec-fetch-dest']);
    reply.headers({
      ...isolationHeaders,
      'Content-Security-Policy': isWorker ? policies.hostWorker : policies.page,
    });
  });
}
