/**
 * What has come of a file, over one connection or several.
 *
 * A download goes on where it stopped only if the server vouches that the file is still the same
 * (RFC 9110, 13.1.5 If-Range and 14.4 Content-Range). Compressed bodies start anew: ranges count
 * compressed bytes, and a page sees the others. So do files of another origin, whose servers would
 * have to allow If-Range and show Content-Range to this one.
 */
export class PartialDownload {
  /** Bytes received. */
  received = 0;
  /** Length of the file; undefined if the server does not send it or sends the body compressed. */
  total: number | undefined;
  /** Assembled from several responses. */
  isPieced = false;
  private chunks: Uint8Array[] = [];
  /** Strong ETag or Last-Modified of the version; undefined if the download cannot be resumed. */
  private validator: string | undefined;

  /** Headers of the request for the rest; empty if the file starts over. */
  resumeHeaders(): Record<string, string> {
    if (this.received === 0 || this.validator === undefined) return {};
    return { Range: `bytes=${this.received}-`, 'If-Range': this.validator };
  }

  /**
   * Accepts a 206 response.
   *
   * @returns whether it continues exactly where this stops; otherwise this starts over
   */
  continueWith({ headers }: Response): boolean {
    const range = /^bytes (\d+)-\d+\/(\d+)$/.exec(headers.get('Content-Range') ?? '');
    const fits =
      range !== null &&
      this.validator !== undefined &&
      Number(range[1]) === this.received &&
      (this.total === undefined || Number(range[2]) === this.total) &&
      isSameVersion(headers, this.validator);
    if (!fits) {
      this.forget();
      return false;
    }
    this.total = Number(range[2]);
    this.isPieced = true;
    return true;
  }

  /** Accepts a 200 response: the whole file. */
  startWith({ headers, type }: Response): void {
    this.forget();
    if (headers.has('Content-Encoding')) return;
    const length = headers.get('Content-Length');
    if (length !== null) this.total = Number(length);
    const canGoOn = type !== 'cors' && headers.get('Accept-Ranges') !== 'none';
    if (canGoOn) this.validator = validatorOf(headers);
  }

  add(chunk: Uint8Array): void {
    this.chunks.push(chunk);
    this.received += chunk.length;
  }

  bytes(): ArrayBuffer {
    const whole = new Uint8Array(this.received);
    let offset = 0;
    for (const chunk of this.chunks) {
      whole.set(chunk, offset);
      offset += chunk.length;
    }
    return whole.buffer;
  }

  forget(): void {
    this.received = 0;
    this.total = undefined;
    this.isPieced = false;
    this.chunks = [];
    this.validator = undefined;
  }
}

/** A weak ETag does not guarantee equal bytes. */
function validatorOf(headers: Headers): string | undefined {
  const tag = headers.get('ETag');
  if (tag !== null && !tag.startsWith('W/')) return tag;
  return headers.get('Last-Modified') ?? undefined;
}

/** If-Range has vouched for a validator that the response does not repeat. */
function isSameVersion(headers: Headers, validator: string): boolean {
  const told = validatorOf(headers);
  return told === undefined || told === validator;
}
