import type { IncomingMessage } from 'node:http';
import { startLoopbackServer } from './loopback-server';

/**
 * How matching requests fail: an HTTP status, a login page in place of the answer, half a body, or half a
 * body with a false length.
 */
export type Fault = 'none' | 401 | 404 | 500 | 'login page' | 'stops halfway' | 'claims 3 GB';

export interface FaultyArchive {
  readonly dicomwebUrl: string;
  /** How matching requests fail from now on. */
  fault: Fault;
  close(): Promise<void>;
}

/**
 * Puts a failing proxy before a working archive. It is a server and not a route of the page, which
 * cannot break a response off.
 *
 * @param upstream root of the working DICOMweb service
 * @param failing matches the paths of the requests that fail; those for frames by default
 */
export async function startFaultyArchive(
  upstream: string,
  failing = /\/frames\//,
): Promise<FaultyArchive> {
  const state: Pick<FaultyArchive, 'fault'> = { fault: 'none' };
  const server = await startLoopbackServer(async (request, response) => {
    const fault = failing.test(request.url ?? '') ? state.fault : 'none';
    if (typeof fault === 'number') {
      response.writeHead(fault, { 'Content-Type': 'application/json' }).end('{}');
      return;
    }
    if (fault === 'login page') {
      response.writeHead(200, { 'Content-Type': 'text/html' });
      response.end('<!doctype html><title>Log in</title><form></form>');
      return;
    }
    const answer = await forward(upstream, request);
    const body = Buffer.from(await answer.arrayBuffer());
    response.writeHead(answer.status, {
      'Content-Type': answer.headers.get('content-type') ?? 'application/octet-stream',
      'Content-Length': fault === 'claims 3 GB' ? 3e9 : body.length,
    });
    if (fault !== 'none') {
      response.write(body.subarray(0, body.length >> 1), () => response.destroy());
      return;
    }
    response.end(body);
  });
  return Object.assign(state, {
    dicomwebUrl: `${server.url}/dicom-web`,
    close: () => server.close(),
  });
}

async function forward(upstream: string, request: IncomingMessage): Promise<Response> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk as Buffer);
  }
  return fetch(upstream + (request.url ?? '').replace(/^\/dicom-web/, ''), {
    method: request.method,
    headers: Object.fromEntries(
      (['accept', 'content-type'] as const).flatMap((name) => {
        const value = request.headers[name];
        return value ? [[name, value]] : [];
      }),
    ),
    body: chunks.length > 0 ? Buffer.concat(chunks) : undefined,
  });
}
