/* eslint-disable no-restricted-imports -- the server runs in Node, beside the tests */
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as undici from 'undici';
import type { Patience } from './model-files';

export interface ServedFile {
  bytes: Uint8Array;
  /** With its quotes. */
  etag?: string;
  lastModified?: string;
  hasNoLength?: boolean;
  /** Claimed Content-Encoding; the bytes are sent as they are. */
  encoding?: string;
  acceptsRanges?: boolean;
}

/** Fault of one response. */
export interface Mishap {
  /** Bytes of the body after which the connection closes. */
  dropAfter?: number;
  /** Bytes of the body after which nothing more is sent. */
  stallAfter?: number;
  /** Number of pieces of the body, one every 30 ms. */
  pieces?: number;
  /** Sent without a body. */
  status?: number;
  /** Override the response's headers. */
  headers?: Record<string, string>;
}

export interface Seen {
  readonly path: string;
  readonly range?: string;
  readonly ifRange?: string;
}

/** HTTP server on the loopback interface with the files and faults that a test sets. */
export class FileServer {
  readonly files = new Map<string, ServedFile>();
  /** By path, one for each of the next responses. */
  readonly mishaps = new Map<string, Mishap[]>();
  readonly seen: Seen[] = [];
  /** Status of every response, like a proxy whose server is down. */
  everyStatus: number | undefined;
  private readonly server = createServer((request, response) => this.answer(request, response));

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  /** @param path without a leading slash */
  url(path: string): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/${path}`;
  }

  /** Requests since the last call. */
  takeSeen(): Seen[] {
    return this.seen.splice(0);
  }

  reset(): void {
    this.files.clear();
    this.mishaps.clear();
    this.seen.length = 0;
    this.everyStatus = undefined;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private answer({ url, headers }: IncomingMessage, response: ServerResponse): void {
    const path = (url ?? '').slice(1);
    const { range } = headers;
    const ifRange = headers['if-range'];
    this.seen.push({ path, ...(range && { range }), ...(ifRange && { ifRange: String(ifRange) }) });
    const mishap = this.mishaps.get(path)?.shift() ?? {};
    const file = this.files.get(path);
    const status = this.everyStatus ?? mishap.status ?? (file ? 200 : 404);
    if (status !== 200 || !file) {
      response.writeHead(status).end();
      return;
    }
    const start = Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0);
    const isSame =
      ifRange === undefined || [file.etag, file.lastModified].includes(String(ifRange));
    const isPart = file.acceptsRanges !== false && range !== undefined && isSame;
    const { length } = file.bytes;
    const body = isPart ? file.bytes.subarray(start) : file.bytes;
    response.writeHead(isPart ? 206 : 200, {
      ...(file.etag && { ETag: file.etag }),
      ...(file.lastModified && { 'Last-Modified': file.lastModified }),
      ...(file.encoding && { 'Content-Encoding': file.encoding }),
      ...(!file.hasNoLength && { 'Content-Length': String(body.length) }),
      ...(isPart && { 'Content-Range': `bytes ${start}-${length - 1}/${length}` }),
      ...mishap.headers,
    });
    if (mishap.pieces !== undefined) {
      void sendSlowly(body, mishap.pieces, response);
      return;
    }
    const sent = mishap.dropAfter ?? mishap.stallAfter ?? body.length;
    response.write(body.subarray(0, sent), () => {
      if (mishap.dropAfter !== undefined) setTimeout(() => response.destroy(), 20);
      else if (mishap.stallAfter === undefined) response.end();
    });
  }
}

async function sendSlowly(
  body: Uint8Array,
  pieces: number,
  response: ServerResponse,
): Promise<void> {
  const length = Math.ceil(body.length / pieces);
  for (let start = 0; start < body.length; start += length) {
    response.write(body.subarray(start, start + length));
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  response.end();
}

/**
 * Defines the browser's Cache Storage in Node by a standards-conforming implementation, which
 * accepts only Responses of its own library.
 */
export function useBrowserStorage(): void {
  const { caches, fetch, Headers, Request, Response } = undici;
  Object.assign(globalThis, { caches, fetch, Headers, Request, Response });
}

export async function storedKeys(): Promise<string[]> {
  const keys: string[] = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    keys.push(...(await cache.keys()).map(({ url }) => url));
  }
  return keys.sort();
}

/** Lower-case hex. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

export const impatient: Patience = { retryAfterMs: [1, 1, 1], stallMs: 300 };
