import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import pRetry from 'p-retry';
import { UserError } from '@echonet/command-line';
import { AnswerTooLongError, readAnswerText } from '@echonet/dicom';
import { DiskFailure, isDiskError, NoInstance, receiveInstance } from './receive-instance';
import { failureOfError, failureOfStatus, RequestFailure, shownUrl } from './request-failure';

/**
 * Environment variable with the default Authorization header; with _FILE behind it, the variable with
 * the path of a file that holds it.
 */
export const authorizationVariable = 'ECHONET_DICOMWEB_AUTHORIZATION';

/** How to access an archive. */
export interface ArchiveAccess {
  /** Root of the DICOMweb service. A user and password in it become Basic authorization. */
  readonly url: string;
  /** Value of the Authorization header; by default that of {@link authorizationVariable}. */
  readonly authorization?: string;
  /** Additional headers. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Maximum number of retries after a transient failure. */
  readonly retries: number;
  /** Delay before the first retry in ms; doubled for each further one, up to a minute. */
  readonly retryDelayMs: number;
  /** Timeout in ms without an answer or without a further byte. */
  readonly idleMs: number;
  readonly signal: AbortSignal;
}

/**
 * An archive's DICOMweb service. Failures are {@link RequestFailure}s, thrown after all retries.
 */
export interface Archive {
  /** One page of a QIDO-RS search: data sets in DICOM JSON, and whether more follow. */
  search(
    path: string,
    query: Readonly<Record<string, string>>,
  ): Promise<{ results: JsonDataset[]; more: boolean }>;
  /** WADO-RS: writes one instance to a file atomically and returns its size in bytes. */
  retrieve(path: string, file: string): Promise<number>;
  /** WADO-RS: the header of one instance. */
  metadata(path: string): Promise<JsonDataset>;
  /**
   * STOW-RS: sends one Part 10 file. An archive may have refused it although it answers, so that the
   * caller has to look for it.
   */
  store(path: string, part10: Uint8Array): Promise<void>;
}

const dicomJson = 'application/dicom+json';

/** A data set in DICOM JSON (PS3.18 Annex F). */
export type JsonDataset = Readonly<Record<string, { vr?: string; Value?: unknown[] }>>;

const instanceTypes =
  'multipart/related; type="application/dicom"; transfer-syntax=*, application/dicom; transfer-syntax=*';

/**
 * Creates a client for an archive without a request.
 *
 * @throws {UserError} when the URL or a header is invalid; credentials are not repeated in the
 *   message
 */
export function openArchive(access: ArchiveAccess): Archive {
  const { root, headers } = understand(access);
  const { retries, retryDelayMs, signal } = access;

  /** Repeats a request until its answer was consumed. */
  async function ask<Result>(
    url: URL,
    accept: string,
    consume: (response: Response, touch: () => void) => Promise<Result>,
    sent: Pick<RequestInit, 'method' | 'body'> & { readonly contentType?: string } = {},
  ): Promise<Result> {
    const { contentType, ...init } = sent;
    const attempt = async () => {
      const idle = idleLimit(access.idleMs, signal);
      try {
        const response = await fetch(url, {
          ...init,
          headers: {
            ...headers,
            Accept: accept,
            ...(contentType !== undefined && { 'Content-Type': contentType }),
          },
          signal: idle.signal,
        });
        if (!response.ok) {
          await response.body?.cancel();
          throw failureOfStatus(url, response);
        }
        return await consume(response, idle.touch);
      } catch (error) {
        signal.throwIfAborted();
        if (isDiskError(error)) {
          throw new DiskFailure(error);
        }
        throw idle.signal.aborted ? tooSlow(url, access.idleMs) : failureOfError(url, error);
      } finally {
        idle.stop();
      }
    };
    return pRetry(attempt, {
      retries,
      minTimeout: retryDelayMs,
      maxTimeout: 60_000,
      factor: 2,
      randomize: true,
      signal,
      shouldRetry: ({ error }) => error instanceof RequestFailure && error.passing,
      async onFailedAttempt({ error, retriesLeft }) {
        const { retryAfterMs } = error as Partial<RequestFailure>;
        if (retryAfterMs && retriesLeft > 0) {
          await delay(retryAfterMs, undefined, { signal });
        }
      },
    });
  }

  return {
    async search(path, query) {
      const url = new URL(root + path);
      for (const [name, value] of Object.entries(query)) {
        url.searchParams.set(name, value);
      }
      return ask(url, dicomJson, async (response) => {
        const text = await answerText(response);
        // PS3.18 8.3.4.4: a warning states that more results follow.
        const more = /additional results/i.test(response.headers.get('warning') ?? '');
        return { results: parseResults(text, url), more };
      });
    },
    async metadata(path) {
      const url = new URL(`${root}${path}/metadata`);
      return ask(url, dicomJson, async (response) => {
        const [first] = parseResults(await answerText(response), url);
        if (!first) {
          throw new RequestFailure(shownUrl(url), 'sent no header', { passing: false });
        }
        return first;
      });
    },
    async store(path, part10) {
      const boundary = `echonet-${randomUUID()}`;
      const body = Buffer.concat([
        Buffer.from(`--${boundary}\r\nContent-Type: application/dicom\r\n\r\n`),
        part10,
        Buffer.from(`\r\n--${boundary}--\r\n`),
      ]);
      return ask(
        new URL(root + path),
        dicomJson,
        async (response) => {
          await answerText(response);
        },
        {
          method: 'POST',
          body,
          contentType: `multipart/related; type="application/dicom"; boundary=${boundary}`,
        },
      );
    },
    async retrieve(path, file) {
      const url = new URL(root + path);
      return ask(url, instanceTypes, async (response, touch) => {
        try {
          return await receiveInstance(response, file, touch);
        } catch (error) {
          if (!(error instanceof NoInstance)) {
            throw error;
          }
          throw new RequestFailure(shownUrl(url), error.message, { passing: true, cause: error });
        }
      });
    },
  };
}

function understand(access: ArchiveAccess): { root: string; headers: Record<string, string> } {
  let url: URL;
  try {
    url = new URL(access.url);
  } catch {
    throw new UserError(
      'The address of the archive is no URL; write it as https://host/dicom-web.',
    );
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new UserError(`The archive ${shownUrl(url)} must have an address of http or https.`);
  }
  const authorization =
    access.authorization ?? basicAuthorization(url) ?? authorizationOfEnvironment();
  const headers = {
    ...access.headers,
    ...(authorization ? { Authorization: authorization } : {}),
  };
  try {
    new Headers(headers);
  } catch {
    // The library's own message would repeat the credentials.
    throw new UserError(
      `A header for the archive ${shownUrl(url)} cannot be sent: its name or value (or ${authorizationVariable}) has characters that headers cannot have.`,
    );
  }
  return { root: shownUrl(url).replace(/\/+$/, ''), headers };
}

/** @throws {UserError} when the file cannot be read; its content is not repeated in the message */
function authorizationOfEnvironment(): string | undefined {
  const file = process.env[`${authorizationVariable}_FILE`];
  const value = process.env[authorizationVariable];
  if (value || !file) {
    return value;
  }
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (cause) {
    throw new UserError(
      `The file ${file} that ${authorizationVariable}_FILE names cannot be read; make it readable for this program.`,
      { cause },
    );
  }
}

function basicAuthorization({ username, password }: URL): string | undefined {
  if (!username) {
    return undefined;
  }
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return `Basic ${Buffer.from(pair).toString('base64')}`;
}

/** Aborts after a time without `touch`, or with the outer signal. */
function idleLimit(
  idleMs: number,
  outer: AbortSignal,
): { signal: AbortSignal; touch(): void; stop(): void } {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), idleMs);
  return {
    signal: AbortSignal.any([outer, controller.signal]),
    touch: () => void timer.refresh(),
    stop: () => clearTimeout(timer),
  };
}

function tooSlow(url: URL, idleMs: number): RequestFailure {
  return new RequestFailure(shownUrl(url), `sent nothing for ${idleMs / 1000} s`, {
    passing: true,
  });
}

/** More than the answer to any page of a search, or the header of any instance. */
const mostAnswerBytes = 64 * 1024 * 1024;

/** @throws RequestFailure when the answer does not end */
async function answerText(response: Response): Promise<string> {
  try {
    return await readAnswerText(response, mostAnswerBytes);
  } catch (error) {
    if (error instanceof AnswerTooLongError) {
      const what = `answered with more than ${mostAnswerBytes / 1024 / 1024} MiB`;
      throw new RequestFailure(shownUrl(new URL(response.url)), what, {
        passing: false,
        cause: error,
      });
    }
    throw error;
  }
}

function parseResults(text: string, url: URL): JsonDataset[] {
  // No match is an empty list, or 204 without content.
  if (text.trim() === '') {
    return [];
  }
  let results: unknown;
  try {
    results = JSON.parse(text);
  } catch (error) {
    // A truncated answer, or a login page in front of the archive, which may be up again soon.
    const isPage = /^\s*<(!doctype|html)/i.test(text);
    throw new RequestFailure(
      shownUrl(url),
      isPage
        ? 'answered a search with a web page, as for a login'
        : 'answered a search with something that is no JSON',
      { passing: true, cause: error },
    );
  }
  if (!Array.isArray(results)) {
    throw new RequestFailure(shownUrl(url), 'answered a search with something that is no list', {
      passing: false,
    });
  }
  return results.filter((item): item is JsonDataset => typeof item === 'object' && item !== null);
}
