import { createServer, request as startRequest } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request for a model's file as the server saw it. */
export interface ModelRequest {
  /** Without the folder. */
  readonly file: string;
  readonly range?: string;
  /** What it was answered. */
  readonly status: number;
}

/** A viewer whose models are served as a test says; all else is passed on. */
export interface ModelServer {
  /** Address of the viewer, without a trailing slash. */
  readonly url: string;
  /** Every request below /models/ is answered HTTP 503. */
  isGone: boolean;
  /** The next answer to a request for this file ends halfway. */
  dropsNext: string | undefined;
  /** The requests for models' files since the last call. */
  takeRequests(): ModelRequest[];
  close(): Promise<void>;
}

/**
 * Puts a server before a running viewer, on an origin of its own.
 *
 * @param viewerUrl without a trailing slash
 */
export async function startModelServer(viewerUrl: string): Promise<ModelServer> {
  const requests: ModelRequest[] = [];
  const state: Pick<ModelServer, 'isGone' | 'dropsNext'> = { isGone: false, dropsNext: undefined };
  const server = createServer((request, response) => {
    const file = /\/models\/(?:.*\/)?([^/?]+)$/.exec(request.url ?? '')?.[1];
    const note = (status: number) => {
      const { range } = request.headers;
      if (file !== undefined) requests.push({ file, status, ...(range && { range }) });
    };
    if (file !== undefined && state.isGone) {
      note(503);
      response.writeHead(503).end();
      return;
    }
    passOn(viewerUrl, request, response, (answer) => {
      note(answer.statusCode ?? 0);
      const drops = file !== undefined && file === state.dropsNext;
      if (drops) state.dropsNext = undefined;
      return drops;
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(state, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    takeRequests: () => requests.splice(0),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}

/** @param endsHalfway asked when the answer is there */
function passOn(
  viewerUrl: string,
  request: IncomingMessage,
  response: ServerResponse,
  endsHalfway: (answer: IncomingMessage) => boolean,
): void {
  const { method, headers, url } = request;
  const { host } = new URL(viewerUrl);
  const passed = startRequest(viewerUrl + url, { method, headers: { ...headers, host } });
  passed.on('response', (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    if (!endsHalfway(answer)) {
      answer.pipe(response);
      return;
    }
    const half = Number(answer.headers['content-length']) >> 1;
    let sent = 0;
    answer.on('data', (chunk: Buffer) => {
      const part = chunk.subarray(0, half - sent);
      sent += part.length;
      response.write(part);
    });
    // What was written arrives before the end does.
    answer.on('end', () => setTimeout(() => response.destroy(), 200));
  });
  passed.on('error', () => response.destroy());
  request.pipe(passed);
}
