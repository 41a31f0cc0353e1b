/**
 * A worker that is killed tells nobody: the page would wait for ever. So a worker holds a lock as long
 * as it lives, and the browser grants it to the page, which waits for it, when the worker is gone.
 *
 * Where there are no locks (on plain http), only a worker that fails with an error is noticed.
 */

/**
 * Called in the worker: holds the lock until the worker's end.
 *
 * @returns resolves when it is held.
 */
export function holdWorkerLock(workerName: string): Promise<void> {
  const { locks } = navigator;
  if (!locks) return Promise.resolve();
  return new Promise((resolve) => {
    void locks.request(lockName(workerName), () => {
      resolve();
      return new Promise<never>(() => {});
    });
  });
}

/**
 * Called on the page, when the worker holds the lock.
 *
 * @param signal ends the waiting
 * @param onEnd called when the worker is gone
 */
export function watchWorkerLock(workerName: string, signal: AbortSignal, onEnd: () => void): void {
  navigator.locks
    ?.request(lockName(workerName), { signal }, onEnd)
    // The waiting was ended.
    .catch(() => {});
}

function lockName(workerName: string): string {
  return `${workerName} lives`;
}
