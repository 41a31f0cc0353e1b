import { addAbortListener } from 'node:events';

/**
 * Handles SIGINT and SIGTERM: the first lets the work stop after saving, the second ends the
 * process.
 *
 * @returns a function that tells whether a stop was requested
 */
export function stopOnInterrupt(): () => boolean {
  let asked = false;
  const stop = () => {
    if (asked) {
      process.exit(130);
    }
    asked = true;
    process.stderr.write('\nSaving; press Ctrl-C again to leave without saving.\n');
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return () => asked;
}

/**
 * Aborts on the first SIGINT or SIGTERM: what is read is kept at every clip. The second ends the
 * process.
 */
export function abortOnInterrupt(): AbortSignal {
  const controller = new AbortController();
  const stop = () => {
    if (controller.signal.aborted) {
      process.exit(130);
    }
    process.stderr.write('\nStopping; press Ctrl-C again to leave at once.\n');
    controller.abort(new Error('Interrupted.'));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return controller.signal;
}

/** Resolves once the signal is aborted; at once where it was before. */
export function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    addAbortListener(signal, () => resolve());
  });
}

/**
 * Rejects as soon as the signal is aborted; the work behind the promise goes on.
 *
 * @throws the signal's reason when aborted
 */
export function unlessAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const listener = addAbortListener(signal, () => reject(signal.reason as Error));
    promise.then(resolve, reject).finally(() => listener[Symbol.dispose]());
  });
}
