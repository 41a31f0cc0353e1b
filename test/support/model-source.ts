import { readFile } from 'node:fs/promises';
import type { IncomingHttpHeaders } from 'node:http';
import path from 'node:path';
import { startLoopbackServer } from './loopback-server';

/** A folder of models on an origin of its own, and the requests that it received. */
export interface ModelSource {
  /** Ends in a slash. */
  readonly url: string;
  readonly requests: readonly { readonly url: string; readonly headers: IncomingHttpHeaders }[];
  close(): Promise<void>;
}

/** Serves the folder to pages of every origin (CORS). */
export async function startModelSource(folder: string): Promise<ModelSource> {
  const requests: { url: string; headers: IncomingHttpHeaders }[] = [];
  const server = await startLoopbackServer(async (request, response) => {
    const url = request.url ?? '/';
    requests.push({ url, headers: request.headers });
    const { pathname } = new URL(url, 'http://localhost');
    const file = path.join(folder, path.normalize(decodeURIComponent(pathname)));
    const body = await readFile(file).catch(() => undefined);
    response
      .writeHead(body ? 200 : 404, { 'Access-Control-Allow-Origin': '*' })
      .end(body ?? 'There is no such file.');
  });
  return { url: `${server.url}/`, requests, close: () => server.close() };
}
