import { once } from 'node:events';
import { createServer, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A viewer that is served below a path, and what was asked for elsewhere on its origin. */
export interface SubPathViewer {
  /** Address of the study list, without a trailing slash. */
  readonly url: string;
  /** Paths of requests from outside the path, which a department's server would not answer. */
  readonly strays: readonly string[];
  /** Paths of requests to the archive that had no login. */
  readonly withoutLogin: readonly string[];
  close(): Promise<void>;
}

/** What a department's server does beyond that. */
export interface FrontOptions {
  /** Authorization header without which the archive is not reached. */
  readonly authorization?: string;
  /** Lines that the department adds to app-config.js. */
  readonly config?: string;
  /** Changes the headers of an answer. */
  readonly headers?: (
    headers: OutgoingHttpHeaders,
    request: IncomingMessage,
  ) => OutgoingHttpHeaders;
}

/**
 * Serves a running viewer below a path, as an OHIF that was built with `PUBLIC_URL` set to it: what
 * the package from npm has for the root (addresses in the page, the styles, the bundles and
 * app-config.js) is changed on the way.
 *
 * @param viewerUrl address of the viewer, without a trailing slash
 * @param path such as '/ohif/'
 */
export async function serveBelow(
  viewerUrl: string,
  path: string,
  { authorization, config = '', headers: changed = (headers) => headers }: FrontOptions = {},
): Promise<SubPathViewer> {
  const strays: string[] = [];
  const withoutLogin: string[] = [];
  const server = createServer((request, response) => {
    const url = request.url ?? '/';
    if (!url.startsWith(path)) {
      strays.push(url);
      response.writeHead(404).end();
      return;
    }
    const inside = url.slice(path.length - 1);
    const isArchive = inside.startsWith('/dicom-web');
    if (isArchive && authorization && request.headers.authorization !== authorization) {
      withoutLogin.push(url);
      response.writeHead(401).end();
      return;
    }
    answer(viewerUrl + inside, request.headers.accept, path).then(
      ({ status, headers, body }) =>
        response
          .writeHead(status, changed(headers, request))
          .end(inside === '/app-config.js' ? `${String(body)}\n${config}` : body),
      (error: unknown) => response.writeHead(502).end(String(error)),
    );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${path.slice(0, -1)}`,
    strays,
    withoutLogin,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function answer(address: string, accept: string | undefined, path: string) {
  const response = await fetch(address, { headers: accept ? { accept } : {} });
  const headers = Object.fromEntries(
    [...response.headers].filter(([name]) => !/encoding|length|connection|transfer/.test(name)),
  );
  const { pathname } = new URL(address);
  const isPage = (headers['content-type'] ?? '').includes('text/html');
  const rewrite = rewriteOf(isPage ? 'index.html' : pathname);
  const bytes = Buffer.from(await response.arrayBuffer());
  const body = rewrite ? rewrite(bytes.toString('utf8'), path) : bytes;
  return { status: response.status, headers, body };
}

/** How a file of the package from npm becomes one of an OHIF that was built for a path, if it differs. */
export function rewriteOf(file: string): ((text: string, path: string) => string) | undefined {
  if (file.endsWith('.html')) return fromPage;
  if (file.endsWith('.css')) return fromStyles;
  if (file.endsWith('/app-config.js')) return fromConfig;
  return /\.bundle\.\w+\.js$/.test(file) ? fromBundle : undefined;
}

const fromPage = (html: string, path: string): string =>
  html
    .replace(/(href|src)="\//g, `$1="${path}`)
    .replace(/PUBLIC_URL ?= ?(['"])\/\1/g, `PUBLIC_URL="${path}"`);

const fromStyles = (css: string, path: string): string => css.replaceAll('url(/', `url(${path}`);

const fromConfig = (script: string, path: string): string =>
  script
    .replace('"routerBasename": "/"', `"routerBasename": "${path}"`)
    .replaceAll('"/dicom-web', `"${path}dicom-web`)
    .replaceAll('"/plugins/', `"${path}plugins/`);

const fromBundle = (script: string, path: string): string =>
  script.replace('__webpack_require__.p = "/"', `__webpack_require__.p = "${path}"`);
