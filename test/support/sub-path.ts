import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import { startLoopbackServer } from './loopback-server';

export interface SubPathViewer {
  /** Address of the study list, without a trailing slash. */
  readonly url: string;
  /** Paths of requests outside the viewer's path, which a department's server would not answer. */
  readonly strays: readonly string[];
  /** Paths of requests to the archive without the Authorization header. */
  readonly withoutLogin: readonly string[];
  close(): Promise<void>;
}

export interface SubPathOptions {
  /** Value of the Authorization header without which the archive answers 401. */
  readonly authorization?: string;
  /** Lines appended to app-config.js. */
  readonly config?: string;
  /** Maps the headers of a response. */
  readonly headers?: (
    headers: OutgoingHttpHeaders,
    request: IncomingMessage,
  ) => OutgoingHttpHeaders;
}

/**
 * Proxies a running viewer below a path, as an OHIF that was built with `PUBLIC_URL` set to it: root
 * addresses in the page, the styles, the bundles and app-config.js are rewritten.
 *
 * @param viewerUrl address of the viewer, without a trailing slash
 * @param path with leading and trailing slash, such as '/ohif/'
 */
export async function serveBelow(
  viewerUrl: string,
  path: string,
  { authorization, config = '', headers: mapHeaders = (headers) => headers }: SubPathOptions = {},
): Promise<SubPathViewer> {
  const strays: string[] = [];
  const withoutLogin: string[] = [];
  const server = await startLoopbackServer(async (request, response) => {
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
    const { accept } = request.headers;
    const { status, headers, body } = await fetchRewritten(viewerUrl + inside, accept, path);
    response
      .writeHead(status, mapHeaders(headers, request))
      .end(inside === '/app-config.js' ? `${String(body)}\n${config}` : body);
  });
  return {
    url: `${server.url}${path.slice(0, -1)}`,
    strays,
    withoutLogin,
    close: () => server.close(),
  };
}

async function fetchRewritten(address: string, accept: string | undefined, path: string) {
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

/**
 * How the text of a file of the npm package is rewritten for an OHIF below a path.
 *
 * @returns undefined for a file that stays as it is
 */
export function rewriteOf(file: string): ((text: string, path: string) => string) | undefined {
  if (file.endsWith('.html')) {
    return rewritePage;
  }
  if (file.endsWith('.css')) {
    return rewriteStyles;
  }
  if (file.endsWith('/app-config.js')) {
    return rewriteConfig;
  }
  return /\.bundle\.\w+\.js$/.test(file) ? rewriteBundle : undefined;
}

const rewritePage = (html: string, path: string): string =>
  html
    .replace(/(href|src)="\//g, `$1="${path}`)
    .replace(/PUBLIC_URL ?= ?(['"])\/\1/g, `PUBLIC_URL="${path}"`);

const rewriteStyles = (css: string, path: string): string => css.replaceAll('url(/', `url(${path}`);

const rewriteConfig = (script: string, path: string): string =>
  script
    .replace('"routerBasename": "/"', `"routerBasename": "${path}"`)
    .replaceAll('"/dicom-web', `"${path}dicom-web`)
    .replaceAll('"/plugins/', `"${path}plugins/`);

const rewriteBundle = (script: string, path: string): string =>
  script.replace('__webpack_require__.p = "/"', `__webpack_require__.p = "${path}"`);
