/** What a helping thread needs to begin. */
export interface ThreadStart {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  /** Its number, from 1; the caller is number 0. */
  readonly thread: number;
}

/** A thread that serves. */
export interface HelperThread {
  /** Ends it at once. */
  terminate(): void;
}

/**
 * Starts a thread that calls the kernels' `serve` on the shared memory; resolves once it is about to.
 */
export type StartThread = (start: ThreadStart) => Promise<HelperThread>;
