import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { isUid } from '@echonet/dicom';
import { UserError } from '@echonet/command-line';
import type { Registry } from 'prom-client';

export interface ServicePortSettings {
  /** 0: any free one. */
  readonly port: number;
  readonly registry: Registry;
  /** Why the service does not work at present, as a sentence; undefined while it does. */
  readonly problem: () => string | undefined;
  /** Called with the Study Instance UID that an archive announces as complete; absent without a webhook. */
  readonly onStudy?: (StudyInstanceUID: string) => void;
}

export interface ServicePort {
  readonly port: number;
  close(): Promise<void>;
}

const loopback = '127.0.0.1';
const loopbackHost = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

const mostBodyBytes = 4096;

/**
 * A port on this machine alone: /health and /metrics by GET, and /studies by POST of
 * {"StudyInstanceUID": "..."}, as archives announce studies.
 *
 * @throws {UserError} when the port is taken
 */
export async function openServicePort(settings: ServicePortSettings): Promise<ServicePort> {
  const server = createServer((request, response) => {
    answer(settings, request, response).catch(() => {
      response.destroy();
    });
  });
  server.listen(settings.port, loopback);
  try {
    await once(server, 'listening');
  } catch (cause) {
    throw new UserError(`The port ${settings.port} cannot be opened; choose another with --port.`, {
      cause,
    });
  }
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function answer(
  { registry, problem, onStudy }: ServicePortSettings,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const send = (status: number, type: string, body: string) =>
    void response.writeHead(status, { 'Content-Type': type }).end(body);
  const json = (status: number, body: object) =>
    send(status, 'application/json', `${JSON.stringify(body)}\n`);
  // A web page that a name of this machine was rebound to must not reach it.
  if (!loopbackHost.test(request.headers.host ?? '')) {
    return json(403, { problem: 'Ask by 127.0.0.1 or localhost.' });
  }
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  const route = `${request.method} ${pathname}`;
  if (route === 'GET /health') {
    const found = problem();
    return found === undefined
      ? json(200, { status: 'ok' })
      : json(503, { status: 'failing', problem: found });
  }
  if (route === 'GET /metrics') {
    return send(200, registry.contentType, await registry.metrics());
  }
  if (route === 'POST /studies' && onStudy) {
    const uid = await announcedStudy(request);
    if (uid === undefined) {
      return json(400, {
        problem: 'Send {"StudyInstanceUID": "..."} as application/json.',
      });
    }
    onStudy(uid);
    return json(202, { StudyInstanceUID: uid });
  }
  return json(404, { problem: 'There are /health, /metrics and, by POST, /studies.' });
}

/** Another content type needs no preflight, so that any web page could send it. */
async function announcedStudy(request: IncomingMessage): Promise<string | undefined> {
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) {
    return undefined;
  }
  let body = '';
  for await (const chunk of request) {
    body += String(chunk);
    if (body.length > mostBodyBytes) {
      return undefined;
    }
  }
  try {
    const { StudyInstanceUID } = JSON.parse(body) as { StudyInstanceUID?: unknown };
    return typeof StudyInstanceUID === 'string' && isUid(StudyInstanceUID)
      ? StudyInstanceUID
      : undefined;
  } catch {
    return undefined;
  }
}
