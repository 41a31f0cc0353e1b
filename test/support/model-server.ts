import { request as startRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { startLoopbackServer } from './loopback-server';

/** A request for a file of a model as the server saw it. */
export interface ModelRequest {
  /** Name of the file without its folder. */
  readonly file: string;
  readonly range?: string;
  /** HTTP status of the response. */
  readonly status: number;
}

/** A viewer behind a proxy that can fail on the files of models. */
export interface ModelServer {
  /** Address of the viewer, without a trailing slash. */
  readonly url: string;
  /** Every request below /models/ is answered HTTP 503. */
  isGone: boolean;
  /** The next response to a request for this file ends halfway. */
  dropsNext: string | undefined;
  /** The requests for files of models since the last call. */
  takeRequests(): ModelRequest[];
  close(): Promise<void>;
}

/**
 * Puts a proxy before a running viewer, on an origin of its own. It is a server and not a route of
 * the page, which turns the browser's cache off and cannot break a response off.
 *
 * @param viewerUrl without a trailing slash
 */
export async function startModelServer(viewerUrl: string): Promise<ModelServer> {
  const requests: ModelRequest[] = [];
  const state: Pick<ModelServer, 'isGone' | 'dropsNext'> = { isGone: false, dropsNext: undefined };
  const server = await startLoopbackServer((request, response) => {
    const file = /\/models\/(?:.*\/)?([^/?]+)$/.exec(request.url ?? '')?.[1];
    const note = (status: number) => {
      const { range } = request.headers;
      if (file !== undefined) {
        requests.push({ file, status, ...(range && { range }) });
      }
    };
    if (file !== undefined && state.isGone) {
      note(503);
      response.writeHead(503).end();
      return;
    }
    forward(viewerUrl, request, response, (answer) => {
      note(answer.statusCode ?? 0);
      const drops = file !== undefined && file === state.dropsNext;
      if (drops) {
        state.dropsNext = undefined;
      }
      return drops;
    });
  });
  return Object.assign(state, {
    url: server.url,
    takeRequests: () => requests.splice(0),
    close: () => server.close(),
  });
}

/** @param endsHalfway called with the upstream response; true breaks it off after half its length */
function forward(
  viewerUrl: string,
  request: IncomingMessage,
  response: ServerResponse,
  endsHalfway: (answer: IncomingMessage) => boolean,
): void {
  const { method, headers, url } = request;
  const { host } = new URL(viewerUrl);
  const upstream = startRequest(viewerUrl + url, { method, headers: { ...headers, host } });
  upstream.on('response', (answer) => {
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
    // The written half must arrive before the connection ends.
    answer.on('end', () => setTimeout(() => response.destroy(), 200));
  });
  upstream.on('error', () => response.destroy());
  request.pipe(upstream);
}
