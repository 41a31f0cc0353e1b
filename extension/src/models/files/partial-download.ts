/**
 * What has come of a file, over one connection or several.
 *
 * A download goes on where it stopped only if the server vouches that the file is still the same
 * (RFC 9110, 13.1.5 If-Range and 14.4 Content-Range). Compressed bodies start anew: ranges count
 * compressed bytes, and a page sees the others. So do files of another origin, whose servers would have
 * to allow If-Range and show Content-Range to this one.
 */
export class PartialDownload {
  /** Bytes that have come. */
  received = 0;
  /** Length of the whole file; undefined where the server does not say, or says it compressed. */
  total: number | undefined;
  /** Put together from the answers to several requests. */
  isPieced = false;
  private chunks: Uint8Array[] = [];
  /** Strong entity tag or date of the version that is coming; undefined where it cannot go on. */
  private validator: string | undefined;

  /** Headers that ask for what is missing; none where the file starts anew. */
  resumeHeaders(): Record<string, string> {
    if (this.received === 0 || this.validator === undefined) return {};
    return { Range: `bytes=${this.received}-`, 'If-Range': this.validator };
  }

  /** Takes up a 206: whether it goes on exactly where this stops. Otherwise this starts anew. */
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

  /** Takes up a 200: the whole file, from its start. */
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

  /** Everything that has come, in one piece. */
  bytes(): ArrayBuffer {
    const whole = new Uint8Array(this.received);
    let offset = 0;
    for (const chunk of this.chunks) {
      whole.set(chunk, offset);
      offset += chunk.length;
    }
    return whole.buffer;
  }

  /** Starts anew. */
  forget(): void {
    this.received = 0;
    this.total = undefined;
    this.isPieced = false;
    this.chunks = [];
    this.validator = undefined;
  }
}

/** A weak entity tag stands for like files, not for the same bytes. */
function validatorOf(headers: Headers): string | undefined {
  const tag = headers.get('ETag');
  if (tag !== null && !tag.startsWith('W/')) return tag;
  return headers.get('Last-Modified') ?? undefined;
}

/** What the answer does not repeat has been vouched for by If-Range. */
function isSameVersion(headers: Headers, validator: string): boolean {
  const told = validatorOf(headers);
  return told === undefined || told === validator;
}
