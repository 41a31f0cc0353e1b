import { createServer, type Server } from 'node:http';

/** What the archive does with the requests that it fails on; everything else it passes on. */
export type Fault = 'none' | 401 | 404 | 500 | 'stops halfway' | 'claims 3 GB';

/** A DICOMweb archive that passes everything on, but fails on some requests as told. */
export interface FaultyArchive {
  dicomwebUrl: string;
  /** From now on, those requests fail this way. */
  fault: Fault;
  close(): Promise<void>;
}

/**
 * Puts a failing front before a working archive.
 *
 * @param upstream root of the working DICOMweb service
 * @param failing paths of the requests that it fails on; those for frames unless given
 */
export async function startFaultyArchive(
  upstream: string,
  failing = /\/frames\//,
): Promise<FaultyArchive> {
  const archive: Pick<FaultyArchive, 'fault'> = { fault: 'none' };
  const server: Server = createServer(async (request, response) => {
    const fault = failing.test(request.url ?? '') ? archive.fault : 'none';
    if (typeof fault === 'number') {
      response.writeHead(fault, { 'Content-Type': 'application/json' }).end('{}');
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const answer = await fetch(upstream + (request.url ?? '').replace(/^\/dicom-web/, ''), {
      method: request.method,
      headers: Object.fromEntries(
        (['accept', 'content-type'] as const).flatMap((name) => {
          const value = request.headers[name];
          return value ? [[name, value]] : [];
        }),
      ),
      body: chunks.length > 0 ? Buffer.concat(chunks) : undefined,
    });
    const body = Buffer.from(await answer.arrayBuffer());
    response.writeHead(answer.status, {
      'Content-Type': answer.headers.get('content-type') ?? 'application/octet-stream',
      'Content-Length': fault === 'claims 3 GB' ? 3e9 : body.length,
    });
    if (fault !== 'none') {
      // Half of it, and what was claimed does not come either.
      response.write(body.subarray(0, body.length >> 1), () => response.destroy());
      return;
    }
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port was given.');
  return Object.assign(archive, {
    dicomwebUrl: `http://127.0.0.1:${address.port}/dicom-web`,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  });
}
