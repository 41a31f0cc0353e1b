/** Start message of a helper thread. */
export interface ThreadStart {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  /** Thread number from 1; the caller is 0. */
  readonly thread: number;
}

export interface HelperThread {
  terminate(): void;
}

/**
 * Starts a thread that calls the kernels' `serve` on the shared memory; resolves just before that
 * call.
 */
export type StartThread = (start: ThreadStart) => Promise<HelperThread>;
