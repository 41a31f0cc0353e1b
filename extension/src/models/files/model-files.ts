import type { ReadModelFile } from '@echonet/models';

/** The files of one model, from the browser's storage where they lie there, else downloaded. */
export interface ModelFiles {
  /**
   * For loadModel. Tells the bytes of a file as they come, and resolves with bytes whose SHA-256 is
   * the one that the model's manifest names wherever such bytes could be had.
   */
  readonly readFile: ReadModelFile;
  /** What the reader should know, in full sentences: nothing could be stored, or all is offline. */
  notes(): readonly string[];
  /** Bytes that have come over the network so far; the manifest's alone where all was stored. */
  bytesDownloaded(): number;
}

/** Patience with the network. */
export interface Patience {
  /** Milliseconds to wait before each further attempt: as many attempts as there are numbers. */
  readonly retryAfterMs: readonly number[];
  /** Milliseconds without a byte after which an attempt is given up. */
  readonly stallMs: number;
}

/** How model files are read. */
export interface ReadOptions {
  /** Stops what is under way at once; it rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Shortened in tests. */
  readonly patience?: Patience;
}
