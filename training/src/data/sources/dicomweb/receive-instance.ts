import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { open, readFile, rename, rm, truncate } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import { Dicer } from '@fastify/busboy';
import { wholeLength } from './whole-length';

/** An answer without an instance; the message completes a sentence about the answer. */
export class NoInstance extends Error {}

/** Suffix of a file until it is complete. */
export const partialSuffix = '.part';

/**
 * Writes the instance of a WADO-RS answer (PS3.18 10.4) to a file atomically. The answer is
 * multipart/related with one part, or the bare application/dicom that some archives send. Some
 * archives leave out the closing boundary: then the instance itself must be whole.
 *
 * @param touch called with the size of each chunk received
 * @returns size of the file in bytes
 * @throws {NoInstance} when something else was sent, or the answer was truncated
 * @throws Error of the network or the disk
 */
export async function receiveInstance(
  response: Response,
  file: string,
  touch: (bytes: number) => void,
): Promise<number> {
  if (!response.body) {
    throw new NoInstance('sent nothing');
  }
  const partial = file + partialSuffix;
  const contentType = response.headers.get('content-type') ?? '';
  const body = counted(Readable.fromWeb(response.body as NodeReadableStream), touch);
  try {
    if (/^multipart\//i.test(contentType)) {
      await writeOnlyPart(body, boundaryOf(contentType), partial);
    } else if (/^application\/(dicom|octet-stream)\b(?!\+)/i.test(contentType)) {
      await pipeline(body, createWriteStream(partial));
    } else {
      throw new NoInstance(`sent ${contentType.split(';')[0] || 'something'}, not DICOM`);
    }
    const length = await checkAndFlush(partial);
    await rename(partial, file);
    return length;
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

async function* counted(body: Readable, touch: (bytes: number) => void): AsyncGenerator<Buffer> {
  for await (const chunk of body) {
    touch((chunk as Buffer).length);
    yield chunk as Buffer;
  }
}

function boundaryOf(contentType: string): string {
  const match = /;\s*boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(contentType);
  if (!match) {
    throw new NoInstance('sent a multipart answer that names no boundary');
  }
  return match[1] ?? match[2];
}

async function writeOnlyPart(
  body: AsyncIterable<Buffer>,
  boundary: string,
  file: string,
): Promise<void> {
  const dicer = new Dicer({ boundary });
  let parts = 0;
  let written: Promise<void> = Promise.resolve();
  // The parser says 'finish' after the last boundary and 'error' when the body ends before it; its
  // last write may stay unanswered then, so that it is never waited for alone. It says 'close' too
  // early: that means nothing.
  let over = false;
  const finished = new Promise<boolean>((resolve) => {
    dicer.once('finish', () => resolve(true));
    dicer.once('error', () => resolve(false));
    dicer.on('part', (part) => {
      const stream = part;
      parts++;
      if (parts > 1) {
        stream.on('error', () => resolve(false));
        stream.resume();
        return;
      }
      written = pipeline(stream, createWriteStream(file));
      written.catch(() => resolve(false));
    });
  }).finally(() => (over = true));
  let broken: unknown;
  let tail = Buffer.alloc(0);
  try {
    for await (const chunk of body) {
      if (over) {
        break;
      }
      tail = Buffer.concat([tail, chunk]).subarray(-(boundary.length + 6));
      if (!dicer.write(chunk)) {
        await Promise.race([once(dicer, 'drain'), finished]);
      }
    }
  } catch (error) {
    broken = error;
  }
  // The event of a closing boundary may be under way when the body ends.
  await new Promise((resolve) => setImmediate(resolve));
  const isUnclosed = !over && broken === undefined && parts === 1;
  if (!over) {
    dicer.end(isUnclosed ? closing(boundary, tail) : undefined);
  }
  const whole = await finished;
  if (whole) {
    await written;
  }
  // After a truncated part only errors of the disk matter.
  else {
    await written.catch((error: unknown) => refuseIf(isDiskError(error), error));
  }
  refuseIf(broken !== undefined, broken);
  if (!whole) {
    throw new NoInstance('sent an answer that ends early');
  }
  if (parts !== 1) {
    throw new NoInstance(`sent ${parts} parts for one instance`);
  }
  if (isUnclosed) {
    await cutToWhole(file);
  }
}

/** What is missing of the closing boundary after the last bytes of a body. */
function closing(boundary: string, tail: Buffer): string {
  const end = tail.toString('latin1');
  if (end.endsWith(`--${boundary}-`)) {
    return '-\r\n';
  }
  return end.endsWith(`--${boundary}`) ? '--\r\n' : `\r\n--${boundary}--\r\n`;
}

/** Takes a line break that belongs to the missing boundary off the file. */
async function cutToWhole(file: string): Promise<void> {
  const content = await readFile(file);
  const length = wholeLength(content);
  if (length === undefined) {
    throw new NoInstance('sent an answer that ends early');
  }
  if (length < content.length) {
    await truncate(file, length);
  }
}

function refuseIf(condition: boolean, error: unknown): void {
  if (condition) {
    throw error;
  }
}

const diskErrors = new Set([
  'ENOSPC',
  'EDQUOT',
  'EFBIG',
  'EIO',
  'EROFS',
  'EMFILE',
  'ENFILE',
  'EACCES',
  'EPERM',
  'ENOENT',
  'ENOTDIR',
  'EISDIR',
  'EEXIST',
]);

/** An error of the disk, as opposed to the network. */
export class DiskFailure extends Error {
  readonly code: string;

  constructor(cause: NodeJS.ErrnoException) {
    super(cause.message, { cause });
    this.code = cause.code ?? '';
  }
}

/** Whether the disk and not the archive caused the error. */
export function isDiskError(error: unknown): error is NodeJS.ErrnoException {
  return diskErrors.has((error as NodeJS.ErrnoException).code ?? '');
}

const preambleBytes = 128;

async function checkAndFlush(file: string): Promise<number> {
  const handle = await open(file, 'r+');
  try {
    const start = Buffer.alloc(preambleBytes + 4);
    await handle.read(start, 0, start.length, 0);
    if (start.toString('latin1', preambleBytes) !== 'DICM') {
      throw new NoInstance('sent something that does not begin as DICOM files do');
    }
    await handle.sync();
    return (await handle.stat()).size;
  } finally {
    await handle.close();
  }
}
