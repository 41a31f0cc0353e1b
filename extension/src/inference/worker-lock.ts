/**
 * A killed worker sends no event, and the page would wait for ever. So a worker holds a Web Lock
 * while it lives, and the browser grants it to the waiting page when the worker is gone.
 *
 * Without Web Locks (on plain HTTP) only a worker that fails with an error is noticed.
 */

/**
 * Called in the worker; holds the lock until the worker ends.
 *
 * @returns resolves once the lock is held
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
 * Called on the page once the worker holds the lock.
 *
 * @param signal stops waiting
 * @param onEnd called when the worker is gone
 */
export function watchWorkerLock(workerName: string, signal: AbortSignal, onEnd: () => void): void {
  navigator.locks
    ?.request(lockName(workerName), { signal }, onEnd)
    // Waiting was aborted.
    .catch(() => {});
}

function lockName(workerName: string): string {
  return `${workerName} lives`;
}
