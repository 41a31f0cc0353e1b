import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { startLoopbackServer, type LoopbackServer } from '../../support/loopback-server';

/** @returns undefined for 404 */
export type Serve = (pathname: string) => Promise<Uint8Array | undefined>;

export interface BenchServer extends LoopbackServer {
  /** Bytes of the response bodies since the last call, by path. */
  takeBytesSent(): Map<string, number>;
}

const contentTypes: Record<string, string> = {
  '': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
};

/** Serves cross-origin isolated pages, without compression and caching. */
export async function startServer(serve: Serve): Promise<BenchServer> {
  let sent = new Map<string, number>();
  const server = await startLoopbackServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const body = await serve(pathname);
    response.writeHead(body ? 200 : 404, {
      'Content-Type': contentTypes[path.extname(pathname)] ?? 'application/octet-stream',
      'Content-Length': body?.length ?? 0,
      'Cache-Control': 'no-store',
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Embedder-Policy': 'require-corp',
      'Cross-Origin-Resource-Policy': 'same-origin',
    });
    sent.set(pathname, (sent.get(pathname) ?? 0) + (body?.length ?? 0));
    response.end(body);
  });
  return {
    ...server,
    takeBytesSent() {
      const bytes = sent;
      sent = new Map();
      return bytes;
    },
  };
}

/** Serves the files of a folder and nothing above it. */
export function folder(directory: string): (name: string) => Promise<Uint8Array | undefined> {
  return async (name) => {
    const file = path.join(directory, name);
    if (!file.startsWith(directory + path.sep)) {
      return undefined;
    }
    return readFile(file).catch(() => undefined);
  };
}
