/** A failed request; the message is one sentence. */
export class RequestFailure extends Error {
  override name = 'RequestFailure';
  /** HTTP status; undefined without an answer. */
  readonly status?: number;
  /** Whether the failure is transient. */
  readonly passing: boolean;
  /** Delay that the archive requests before a retry. */
  readonly retryAfterMs?: number;

  /**
   * @param where URL without credentials and query, see {@link shownUrl}
   * @param what the rest of the sentence, without full stop
   */
  constructor(
    where: string,
    what: string,
    options: { status?: number; passing: boolean; retryAfterMs?: number; cause?: unknown },
  ) {
    super(`${where} ${what}.`, { cause: options.cause });
    this.status = options.status;
    this.passing = options.passing;
    this.retryAfterMs = options.retryAfterMs;
  }
}

/** URL for messages, without user, password and query. */
export function shownUrl(url: URL): string {
  return url.origin + url.pathname;
}

/** Transient: request timeout, too early, too many requests; 5xx except "not implemented". */
function isPassing(status: number): boolean {
  return [408, 425, 429].includes(status) || (status >= 500 && status !== 501);
}

/** Maximum delay granted to an archive's Retry-After. */
const longestWaitMs = 2 * 60 * 1000;

/** The failure of an answer other than 2xx. */
export function failureOfStatus(url: URL, response: Response): RequestFailure {
  const { status, statusText, headers } = response;
  const phrase = statusText ? ` (${statusText})` : '';
  return new RequestFailure(shownUrl(url), `answered ${status}${phrase}`, {
    status,
    passing: isPassing(status),
    retryAfterMs: retryAfter(headers.get('retry-after')),
  });
}

/** Seconds or a date (RFC 9110 10.2.3). */
function retryAfter(header: string | null): number | undefined {
  if (!header) {
    return undefined;
  }
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return ms > 0 ? Math.min(ms, longestWaitMs) : undefined;
}

/** Meaning of permanent system errors. */
const lasting: Readonly<Record<string, string>> = {
  ENOTFOUND: 'cannot be reached: there is no such host',
  ERR_INVALID_URL: 'is no address that can be asked',
  CERT_HAS_EXPIRED: 'has a certificate that has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'has a certificate that it signed itself; see NODE_EXTRA_CA_CERTS',
  SELF_SIGNED_CERT_IN_CHAIN: 'has a certificate of an unknown authority; see NODE_EXTRA_CA_CERTS',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    'has a certificate of an unknown authority; see NODE_EXTRA_CA_CERTS',
  ERR_TLS_CERT_ALTNAME_INVALID: 'has a certificate for another host',
};

/** Meaning of transient system errors. */
const passing: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'cannot be reached: nothing listens at that address',
  ECONNRESET: 'broke the connection off',
  UND_ERR_SOCKET: 'broke the connection off',
  EAI_AGAIN: 'cannot be reached: the name of its host cannot be looked up',
  ETIMEDOUT: 'cannot be reached: it does not answer',
  EHOSTUNREACH: 'cannot be reached: there is no way to its host',
  ENETUNREACH: 'cannot be reached: there is no network',
  UND_ERR_CONNECT_TIMEOUT: 'cannot be reached: it does not answer',
};

/** The failure of an error thrown by fetch, before or during the answer. */
export function failureOfError(url: URL, error: unknown): RequestFailure {
  if (error instanceof RequestFailure) {
    return error;
  }
  const code = codeOf(error);
  const known = code && lasting[code];
  const what = known ?? passing[code ?? ''] ?? `broke off (${code ?? (error as Error).name})`;
  return new RequestFailure(shownUrl(url), what, { passing: !known, cause: error });
}

function codeOf(error: unknown): string | undefined {
  const { code, cause } = error as { code?: unknown; cause?: { code?: unknown } };
  const found = cause?.code ?? code;
  return typeof found === 'string' ? found : undefined;
}
