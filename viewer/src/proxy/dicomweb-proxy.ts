import type { FastifyInstance } from 'fastify';
import httpProxy from '@fastify/http-proxy';
import { dicomwebPath } from '../archive/urls';

export interface DicomwebService {
  /** Root URL, such as http://localhost:8042/dicom-web. */
  url: string;
  /** Value of the Authorization header; never logged, never sent to the browser. */
  authorization?: string;
}

/** Request headers that are not forwarded to the service. */
const keptFromService = [
  'authorization',
  'cookie',
  'forwarded',
  'origin',
  'referer',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
];

/**
 * Passes requests on to an existing DICOMweb service, so that the page talks to one origin only.
 * The service is not told our address: the URLs in its answers keep its own root, which the viewer's
 * configuration maps back to ours.
 */
export async function dicomwebProxy(
  app: FastifyInstance,
  { url, authorization }: DicomwebService,
): Promise<void> {
  const upstream = new URL(url);
  await app.register(httpProxy, {
    upstream: upstream.origin,
    prefix: '/',
    rewritePrefix: `${upstream.pathname.replace(/\/$/, '')}/`,
    http2: false,
    disableRequestLogging: true,
    replyOptions: {
      rewriteRequestHeaders: (_request, headers) => {
        const rest = { ...headers };
        for (const name of keptFromService) {
          delete rest[name];
        }
        return { ...rest, ...(authorization ? { authorization } : {}) };
      },
      rewriteHeaders: (headers) => {
        const rest = { ...headers };
        for (const name of Object.keys(rest)) {
          const lower = name.toLowerCase();
          if (lower.startsWith('access-control-') || lower === 'set-cookie') {
            delete rest[name];
          }
          // A browser's own password dialog would ask for what the environment should hold.
          if (lower === 'www-authenticate') {
            delete rest[name];
          }
        }
        return rest;
      },
      onError: (reply, { error }) => {
        void reply.status(502).send({
          statusCode: 502,
          message: `The archive behind ${dicomwebPath} does not answer: ${error.message}.`,
        });
      },
    },
  });
}
