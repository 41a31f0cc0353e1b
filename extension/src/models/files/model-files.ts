import type { ReadModelFile } from '@echonet/models';

/** Files of one model from the browser's storage, else downloaded. */
export interface ModelFiles {
  /**
   * For loadModel. Calls back with the bytes as they arrive and resolves with bytes of the SHA-256
   * in the manifest wherever such bytes are available.
   */
  readonly readFile: ReadModelFile;
  /** Full sentences for the user: storage unavailable, offline copy in use. */
  notes(): readonly string[];
  /** Bytes downloaded so far; those of the manifest alone if all else was stored. */
  bytesDownloaded(): number;
}

/** Retries and timeouts. */
export interface Patience {
  /** Delay in ms before each retry; its length is the number of retries. */
  readonly retryAfterMs: readonly number[];
  /** Time in ms without a byte after which an attempt is aborted. */
  readonly stallMs: number;
}

export interface ReadOptions {
  /** Aborts at once; rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  readonly patience?: Patience;
}
