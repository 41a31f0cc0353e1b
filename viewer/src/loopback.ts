import type { FastifyInstance } from 'fastify';

const loopbackNames = new Set(['localhost', '127.0.0.1', '::1', '[::1]']);

/** True for the names and addresses that reach only this machine. */
export function isLoopback(host: string): boolean {
  return loopbackNames.has(host);
}

/**
 * Refuses requests that name another host. A web page on the internet can point its own name at
 * 127.0.0.1 and would otherwise read the archive through the reader's browser.
 */
export function guardHost(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    if (isLoopback(request.hostname)) {
      return;
    }
    return reply
      .status(421)
      .send({ statusCode: 421, message: 'This viewer answers at localhost only (see --host).' });
  });
}
