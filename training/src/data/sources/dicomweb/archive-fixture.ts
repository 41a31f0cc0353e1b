import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Content of a test archive: Part 10 files by study, series and instance UID. */
export interface HeldInstance {
  readonly study: string;
  readonly series: string;
  readonly instance: string;
  readonly Modality: string;
  readonly SOPClassUID?: string;
  readonly file: Buffer;
}

/** Answers a request instead of the archive; returns whether it did. */
export type Fault = (request: IncomingMessage, response: ServerResponse) => boolean;

export interface ArchiveFixture {
  readonly url: string;
  /** Path and query of each request so far. */
  readonly requests: string[];
  lastHeaders: IncomingMessage['headers'];
  fault: Fault;
  /** Whether instances are sent as application/dicom rather than multipart. */
  single: boolean;
  /** Maximum number of results per page, whatever is requested. */
  largestPage: number;
  /** Whether results have the numbers of related series and instances. */
  counts: boolean;
  /** Whether a page tells that more results follow. */
  warns: boolean;
  modalities: boolean;
  close(): Promise<void>;
}

/** Content with a DICOM preamble and prefix. */
export function part10(content: string): Buffer {
  return Buffer.concat([Buffer.alloc(128), Buffer.from('DICM'), Buffer.from(content)]);
}

export async function startArchive(held: readonly HeldInstance[]): Promise<ArchiveFixture> {
  const server = createServer((request, response) => {
    fixture.requests.push(request.url ?? '');
    fixture.lastHeaders = request.headers;
    if (!fixture.fault(request, response)) {
      answer(request.url ?? '', response, held, fixture);
    }
  });
  const fixture: ArchiveFixture = {
    url: '',
    requests: [],
    lastHeaders: {},
    fault: () => false,
    single: false,
    largestPage: Infinity,
    counts: true,
    warns: true,
    modalities: true,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(fixture, { url: `http://127.0.0.1:${port}/dicom-web` });
}

function answer(
  target: string,
  response: ServerResponse,
  held: readonly HeldInstance[],
  { single, largestPage, counts, warns, modalities }: ArchiveFixture,
): void {
  const { pathname, searchParams } = new URL(target, 'http://archive');
  const [, , , study, , series, , instance] = pathname.split('/');
  const found = held.filter(
    (each) =>
      (!study || each.study === study) &&
      (!series || each.series === series) &&
      (!instance || each.instance === instance),
  );
  if (instance) {
    if (found.length === 0) {
      response.writeHead(404).end();
    } else {
      sendInstance(found[0].file, response, single);
    }
    return;
  }
  const level = study === undefined ? 'study' : series === undefined ? 'series' : 'instance';
  const results = [...new Map(found.map((each) => [each[level], each])).values()];
  const offset = Number(searchParams.get('offset'));
  const limit = Math.min(largestPage, Number(searchParams.get('limit')));
  const page = results.slice(offset, offset + limit);
  const numbers = (of: HeldInstance) => {
    const inStudy = held.filter((each) => each.study === of.study);
    const inSeries = inStudy.filter((each) => each.series === of.series);
    const is = (number: number) => ({ vr: 'IS', Value: [number] });
    return {
      '00201206': is(new Set(inStudy.map((each) => each.series)).size),
      '00201208': is(inStudy.length),
      '00201209': is(inSeries.length),
    };
  };
  response
    .writeHead(200, {
      'Content-Type': 'application/dicom+json',
      ...(warns && offset + limit < results.length
        ? { Warning: '299 archive "There are additional results that can be requested"' }
        : {}),
    })
    .end(
      JSON.stringify(
        page.map((each) => ({
          '0020000D': { vr: 'UI', Value: [each.study] },
          '0020000E': { vr: 'UI', Value: [each.series] },
          '00080018': { vr: 'UI', Value: [each.instance] },
          '00080016': { vr: 'UI', Value: [each.SOPClassUID ?? '1.2.3'] },
          ...(modalities ? { '00080060': { vr: 'CS', Value: [each.Modality] } } : {}),
          ...(counts ? numbers(each) : {}),
        })),
      ),
    );
}

/** Sends an instance, whole or truncated to the first bytes of the body. */
export function sendInstance(file: Buffer, response: ServerResponse, single: boolean): void {
  const { contentType, body } = packed(file, single);
  response.writeHead(200, { 'Content-Type': contentType, 'Content-Length': body.length }).end(body);
}

/** Body of an answer with an instance. */
export function packed(file: Buffer, single: boolean): { contentType: string; body: Buffer } {
  if (single) {
    return { contentType: 'application/dicom', body: file };
  }
  return {
    contentType: 'multipart/related; type="application/dicom"; boundary="a=b"',
    body: Buffer.concat([
      Buffer.from('--a=b\r\nContent-Type: application/dicom\r\n\r\n'),
      file,
      Buffer.from('\r\n--a=b--\r\n'),
    ]),
  };
}
