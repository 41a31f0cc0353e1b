import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Dicer } from '@fastify/busboy';
import { HttpProblem } from '../http-problem';

export interface ReceivedPart {
  contentType: string;
  /** Path of the file with its body; whoever receives the part deletes or moves it. */
  file: string;
  /** Why the body is incomplete, as a sentence; absent when it is complete. */
  problem?: string;
}

/** Limits of a store request, in bytes. */
export interface StoreLimits {
  instance: number;
  request: number;
}

/**
 * Writes the parts of a multipart/related body to files, one after the other.
 *
 * @param body the request's body
 * @param boundary boundary between the parts
 * @param newFile names the next file
 * @param take called with each part once it is on disk; a slow one holds the sender back
 * @throws HttpProblem 400 when the body is no multipart body or ends early; parts that were complete
 *   have been taken then.
 */
export async function receiveParts(
  body: Readable,
  boundary: string,
  limits: StoreLimits,
  newFile: () => string,
  take: (part: ReceivedPart) => Promise<void>,
): Promise<void> {
  const dicer = new Dicer({ boundary });
  let pending: Promise<void> = Promise.resolve();
  let count = 0;

  dicer.on('part', (part) => {
    count++;
    let contentType = 'application/dicom';
    part.on('header', (header) => {
      const values = (header as Record<string, string[] | undefined>)['content-type'];
      if (values?.[0]) {
        contentType = values[0];
      }
    });
    const file = newFile();
    const written = writePart(part, file, limits.instance);
    pending = pending.then(async () => take({ ...(await written), contentType, file }));
    pending.catch(() => undefined);
  });

  // The parser says 'finish' once the last boundary was read and every part consumed, and 'error'
  // when the body ends before that. Its last write may then stay unanswered: never wait for it alone.
  let over = false;
  const finished = new Promise<boolean>((resolve) => {
    dicer.once('finish', () => resolve(true));
    dicer.once('error', () => resolve(false));
  }).finally(() => (over = true));
  let length = 0;
  const tooLarge = (): boolean => length > limits.request;
  try {
    for await (const chunk of body.iterator({ destroyOnReturn: false })) {
      length += (chunk as Buffer).length;
      if (tooLarge()) {
        break;
      }
      if (!over && !dicer.write(chunk)) {
        await Promise.race([once(dicer, 'drain'), finished]);
      }
    }
  } catch {
    // The sender hung up: the parser finds the last part cut short, as below.
  }
  if (!over) {
    dicer.end();
  }
  const complete = await finished;
  await pending;
  if (tooLarge()) {
    throw new HttpProblem(
      413,
      `A store request may hold ${toMebibytes(limits.request)} MiB; send the instances in several.`,
    );
  }
  if (!complete) {
    throw new HttpProblem(400, 'The request ended before its last part was complete.');
  }
  if (count === 0) {
    throw new HttpProblem(400, 'The multipart request holds no part.');
  }
}

/** Writes a body that is a single instance rather than a multipart message. */
export async function receiveSingle(
  body: Readable,
  limits: StoreLimits,
  file: string,
): Promise<ReceivedPart> {
  return {
    ...(await writePart(body, file, limits.instance)),
    contentType: 'application/dicom',
    file,
  };
}

async function writePart(
  part: Readable,
  file: string,
  limit: number,
): Promise<{ problem?: string }> {
  let length = 0;
  let problem: string | undefined;
  const cap = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      length += chunk.length;
      if (length <= limit) {
        return done(null, chunk);
      }
      // The rest is read and dropped: the parts behind it are still wanted.
      problem = `It is larger than the ${toMebibytes(limit)} MiB that this archive takes.`;
      done();
    },
  });
  try {
    await pipeline(part, cap, createWriteStream(file, { flags: 'wx' }));
  } catch {
    await rm(file, { force: true });
    problem = 'The request ended in the middle of it.';
  }
  return problem ? { problem } : {};
}

function toMebibytes(bytes: number): number {
  return Math.round(bytes / 1024 / 1024);
}
