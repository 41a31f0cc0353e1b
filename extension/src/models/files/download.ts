import type { Patience, ReadOptions } from './model-files';
import { PartialDownload } from './partial-download';
import { StallWatch } from './stall-watch';

/** The message is a sentence for the user. */
export class DownloadFault extends Error {
  /** HTTP status of a refusal. */
  readonly status?: number;

  /** @param isTemporary a retry may succeed: no answer, or an incomplete one */
  constructor(
    message: string,
    readonly isTemporary: boolean,
    { status, ...options }: ErrorOptions & { readonly status?: number } = {},
  ) {
    super(message, options);
    this.status = status;
  }
}

/** Whether the server has answered that there is no such file. */
export function isNotThere(fault: unknown): boolean {
  return fault instanceof DownloadFault && (fault.status === 404 || fault.status === 410);
}

export interface DownloadOptions extends ReadOptions {
  readonly patience: Patience;
  /** Limit of the body and of Content-Length. */
  readonly mostBytes: number;
  readonly cache: RequestCache;
  /** Called with the bytes received; the number falls when the download starts over. */
  readonly onBytes?: (bytesRead: number) => void;
  readonly onChunk?: (bytes: number) => void;
}

export interface Downloaded {
  readonly bytes: ArrayBuffer;
  /** The body came in several pieces or without a length, so only a hash can verify it. */
  readonly isDoubtful: boolean;
}

const tellEveryMs = 100;

/**
 * Downloads a file and resumes after a broken connection where the server supports it, otherwise
 * starts over.
 *
 * @throws DownloadFault when the server refuses, the file is too long or the attempts are used up;
 *   the signal's reason when aborted
 */
export async function download(url: string, options: DownloadOptions): Promise<Downloaded> {
  const { retryAfterMs } = options.patience;
  const part = new PartialDownload();
  for (let attempts = 1; ; attempts++) {
    try {
      await attempt(url, part, options);
      return { bytes: part.bytes(), isDoubtful: part.isPieced || part.total === undefined };
    } catch (error) {
      options.signal?.throwIfAborted();
      if (!(error instanceof DownloadFault) || !error.isTemporary) {
        throw error;
      }
      if (attempts > retryAfterMs.length) {
        throw attempts > 1 ? triedOften(error, attempts) : error;
      }
    }
    await pause(retryAfterMs[attempts - 1], options.signal);
  }
}

/** One request; its bytes are appended to those of earlier ones. */
async function attempt(
  url: string,
  part: PartialDownload,
  { signal, patience, mostBytes, cache, onBytes, onChunk }: DownloadOptions,
): Promise<void> {
  const headers = part.resumeHeaders();
  const watch = new StallWatch(patience.stallMs, signal);
  let hasAnswered = false;
  try {
    const response = await fetch(url, {
      headers,
      // The HTTP cache cannot serve a part of the file.
      cache: 'Range' in headers ? 'no-store' : cache,
      signal: watch.signal,
    });
    hasAnswered = true;
    takeUp(response, part, url);
    refuseLonger(part.total ?? 0);
    let toldAt = performance.now();
    for await (const chunk of chunksOf(response)) {
      watch.somethingHappened();
      refuseLonger(part.received + chunk.length);
      part.add(chunk);
      onChunk?.(chunk.length);
      if (performance.now() - toldAt < tellEveryMs) {
        continue;
      }
      toldAt = performance.now();
      onBytes?.(part.received);
    }
    if (part.total !== undefined && part.received < part.total) {
      throw new Error('too short');
    }
  } catch (cause) {
    if (cause instanceof DownloadFault) {
      throw cause;
    }
    throw new DownloadFault(whatBroke(), true, { cause });
  } finally {
    watch.end();
  }

  function refuseLonger(bytes: number): void {
    if (bytes <= mostBytes) {
      return;
    }
    part.forget();
    throw new DownloadFault(
      `the server sent more than the ${megabytes(mostBytes)} MB that may be at ${url}.`,
      false,
    );
  }

  function whatBroke(): string {
    if (watch.hasStalled) {
      return `the server sent nothing for ${patience.stallMs / 1000} s at ${url}.`;
    }
    if (!hasAnswered) {
      return `the server did not answer at ${url}.`;
    }
    const of = part.total === undefined ? '' : ` of ${megabytes(part.total)}`;
    return `the connection broke after ${megabytes(part.received)}${of} MB at ${url}.`;
  }
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}

/** @throws DownloadFault unless the body of this response is usable */
function takeUp(response: Response, part: PartialDownload, url: string): void {
  const { status, ok } = response;
  if (status === 206) {
    if (part.continueWith(response)) {
      return;
    }
    throw new DownloadFault(`the server sent another part than was asked for at ${url}.`, true);
  }
  if (ok) {
    part.startWith(response);
    return;
  }
  // 416: more bytes were received than the file has now.
  if (status === 416) {
    part.forget();
  }
  const isTemporary = status >= 500 || [408, 416, 425, 429].includes(status);
  throw new DownloadFault(`the server answered HTTP ${status} at ${url}.`, isTemporary, { status });
}

async function* chunksOf({ body }: Response): AsyncGenerator<Uint8Array> {
  // Not every browser supports async iteration of streams.
  const reader = body?.getReader();
  for (;;) {
    const next = await reader?.read();
    if (!next || next.done) {
      return;
    }
    yield next.value;
  }
}

function triedOften({ message }: DownloadFault, attempts: number): DownloadFault {
  return new DownloadFault(
    `${message} Tried ${attempts} times; check the connection, then analyse again.`,
    true,
  );
}

function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const timer = setTimeout(done, milliseconds);
    signal?.addEventListener('abort', giveUp);
    function done() {
      signal?.removeEventListener('abort', giveUp);
      resolve();
    }
    function giveUp() {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    }
  });
}
