import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';

export interface Part {
  contentType: string;
  contentLocation?: string;
  /** Called when the part is sent, so that an answer never holds all parts in memory. */
  read(): Promise<Uint8Array>;
}

/** A multipart/related body with its Content-Type header. */
export interface MultipartBody {
  contentType: string;
  stream: Readable;
}

/**
 * Packs parts into a multipart/related stream (RFC 2387, PS3.18 section 8.6.1.2).
 *
 * @param type media type of the parts, for the Content-Type parameter
 */
export function packMultipart(type: string, parts: Part[]): MultipartBody {
  const boundary = randomUUID();
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (const part of parts) {
      const location = part.contentLocation ? `Content-Location: ${part.contentLocation}\r\n` : '';
      const body = await part.read();
      yield Buffer.from(`--${boundary}\r\nContent-Type: ${part.contentType}\r\n${location}\r\n`);
      yield body;
      yield Buffer.from('\r\n');
    }
    yield Buffer.from(`--${boundary}--\r\n`);
  }
  return {
    contentType: `multipart/related; type="${type}"; boundary=${boundary}`,
    stream: Readable.from(chunks(), { objectMode: false }),
  };
}
