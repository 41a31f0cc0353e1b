import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';

/** Serves bytes for a path, or undefined for not found. */
export type Serve = (pathname: string) => Promise<Uint8Array | undefined>;

/** A server on loopback whose pages are cross-origin isolated. */
export interface BenchServer {
  /** Without a trailing slash. */
  readonly url: string;
  /** Bytes of bodies sent since the last call, by path. */
  takeBytesSent(): Map<string, number>;
  close(): Promise<void>;
}

const contentTypes: Record<string, string> = {
  '': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
};

/** Starts a server; the bodies are sent as they are, without compression and caching. */
export async function startServer(serve: Serve): Promise<BenchServer> {
  let sent = new Map<string, number>();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    serve(pathname).then(
      (body) => {
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
      },
      (error: unknown) => {
        response.writeHead(500, { 'Cross-Origin-Resource-Policy': 'same-origin' });
        response.end(String(error));
      },
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port was given.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    takeBytesSent() {
      const bytes = sent;
      sent = new Map();
      return bytes;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** Serves the files of a folder; names with `..` are not found. */
export function folder(directory: string): (name: string) => Promise<Uint8Array | undefined> {
  return async (name) => {
    const file = path.join(directory, name);
    if (!file.startsWith(directory + path.sep)) return undefined;
    return readFile(file).catch(() => undefined);
  };
}
