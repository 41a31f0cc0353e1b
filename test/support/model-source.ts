import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

/** A folder of models on an origin of its own, and all that it is asked. */
export interface ModelSource {
  /** Ends in a slash. */
  readonly url: string;
  readonly requests: readonly { readonly url: string; readonly headers: IncomingHttpHeaders }[];
  close(): Promise<void>;
}

/** Serves the folder to pages of every origin. */
export async function startModelSource(folder: string): Promise<ModelSource> {
  const requests: { url: string; headers: IncomingHttpHeaders }[] = [];
  const server = createServer(async (request, response) => {
    const url = request.url ?? '/';
    requests.push({ url, headers: request.headers });
    const { pathname } = new URL(url, 'http://localhost');
    const file = path.join(folder, path.normalize(decodeURIComponent(pathname)));
    const body = await readFile(file).catch(() => undefined);
    response
      .writeHead(body ? 200 : 404, { 'Access-Control-Allow-Origin': '*' })
      .end(body ?? 'There is no such file.');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    requests,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
