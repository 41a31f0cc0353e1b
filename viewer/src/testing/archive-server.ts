import { afterAll } from '@jest/globals';
import fastify, { type FastifyInstance, type LightMyRequestResponse } from 'fastify';
import { dicomweb } from '../archive/dicomweb';
import type { JsonDataset } from '../archive/dicom/json';
import { Archive } from '../archive/store/archive';
import type { StoreLimits } from '../archive/stow/receive';
import { temporaryFolders } from './temporary-folders';

/** An empty archive with its DICOMweb service, called without a network. */
export interface ArchiveServer {
  archive: Archive;
  get(path: string, accept?: string): Promise<LightMyRequestResponse>;
  store(files: Buffer[], path?: string): Promise<LightMyRequestResponse>;
  post(body: Buffer, contentType: string, path?: string): Promise<LightMyRequestResponse>;
}

export function multipartOf(files: Buffer[], boundary = 'boundary'): Buffer {
  const parts = files.flatMap((file) => [
    Buffer.from(`--${boundary}\r\nContent-Type: application/dicom\r\n\r\n`),
    file,
    Buffer.from('\r\n'),
  ]);
  return Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]);
}

export const multipartType = 'multipart/related; type="application/dicom"; boundary=boundary';

/** Starts archives that are closed after the tests of the file. */
export function archiveServers(): (limits?: StoreLimits) => Promise<ArchiveServer> {
  const newFolder = temporaryFolders();
  const started: { app: FastifyInstance; archive: Archive }[] = [];
  afterAll(async () => {
    for (const { app, archive } of started) {
      await app.close();
      await archive.close();
    }
  });
  return async (limits) => {
    const archive = await Archive.open(await newFolder());
    const app = fastify();
    await app.register((scope) => dicomweb(scope, { archive, limits }), { prefix: '/dicom-web' });
    started.push({ app, archive });
    const post: ArchiveServer['post'] = (payload, contentType, path = '/studies') =>
      app.inject({
        method: 'POST',
        url: `/dicom-web${path}`,
        headers: { 'content-type': contentType },
        payload,
      });
    return {
      archive,
      get: (path, accept) =>
        app.inject({ url: `/dicom-web${path}`, headers: accept ? { accept } : {} }),
      store: (files, path) => post(multipartOf(files), multipartType, path),
      post,
    };
  };
}

/** The first data set of a JSON answer. */
export function datasetOf(response: LightMyRequestResponse): JsonDataset {
  const body: unknown = JSON.parse(response.body);
  return (Array.isArray(body) ? body[0] : body) as JsonDataset;
}

/** The failed instances of a store answer: reason code and sentence. */
export function failuresOf(
  response: LightMyRequestResponse,
): { reason: number; sentence: string }[] {
  const items = (datasetOf(response)['00081198']?.Value ?? []) as JsonDataset[];
  return items.map((item) => ({
    reason: Number(item['00081197'].Value?.[0]),
    sentence: String(item['0040A160'].Value?.[0]),
  }));
}

/** The parts of a multipart answer: header text and body. */
export function partsOf(response: LightMyRequestResponse): { header: string; body: Buffer }[] {
  const boundary = /boundary=([^;]+)/.exec(String(response.headers['content-type']))?.[1] ?? '';
  const text = response.rawPayload.toString('latin1');
  return text
    .split(`--${boundary}`)
    .slice(1, -1)
    .map((part) => {
      const [header] = part.split('\r\n\r\n', 1);
      const body = part.slice(header.length + 4, -2);
      return { header: header.trim(), body: Buffer.from(body, 'latin1') };
    });
}
