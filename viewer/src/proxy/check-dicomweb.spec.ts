import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { checkDicomweb } from './check-dicomweb';

describe('checkDicomweb', () => {
  let server: Server;
  let root: string;

  beforeAll(async () => {
    server = createServer((request, response) => {
      const status = Number(/^\/(\d+)\//.exec(request.url ?? '')?.[1] ?? 404);
      const authorized = request.headers.authorization === 'Basic right';
      response.writeHead(status === 401 && authorized ? 200 : status).end('[]');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => void server.close());

  it('is content with an archive that answers, with authorization where it is asked for', async () => {
    await checkDicomweb({ url: `${root}/200` });
    await checkDicomweb({ url: `${root}/401`, authorization: 'Basic right' });
  });

  it.each([
    [
      '401',
      undefined,
      /asks for authorization \(401\): put .* into ECHONET_DICOMWEB_AUTHORIZATION/,
    ],
    [
      '401',
      'Basic wrong',
      /refuses the authorization in ECHONET_DICOMWEB_AUTHORIZATION \(401\)\.$/,
    ],
    ['404', undefined, /no DICOMweb service at .* \(404\)/],
    ['500', undefined, /answers a search for studies with error 500/],
  ])('explains an answer of %s (authorization %s)', async (status, authorization, sentence) => {
    await expect(checkDicomweb({ url: `${root}/${status}`, authorization })).rejects.toThrow(
      sentence,
    );
  });

  it('says that nothing listens there', async () => {
    const gone = createServer().listen(0, '127.0.0.1');
    await once(gone, 'listening');
    const { port } = gone.address() as AddressInfo;
    gone.close();
    await expect(checkDicomweb({ url: `http://127.0.0.1:${port}/x` })).rejects.toThrow(
      /cannot be reached \(nothing listens there\)/,
    );
  });
});
