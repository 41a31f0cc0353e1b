/**
 * Rejects pending work when what it depends on ends, a graphics device or a worker: a lost one may
 * never answer.
 *
 * Promise.race with one long-lived promise would do the same, but that promise would hold on to every
 * result until it settles.
 */
export class WorkerWatchdog {
  private error: Error | undefined;
  private readonly pending = new Set<(error: Error) => void>();

  /** Why it has ended; undefined before. */
  get endedBy(): Error | undefined {
    return this.error;
  }

  /** Rejects all pending and future work; the first reason is kept. */
  end(error: Error): void {
    this.error ??= error;
    const pending = [...this.pending];
    this.pending.clear();
    for (const reject of pending) {
      reject(this.error);
    }
  }

  /**
   * Resolves to the result of the work, unless the watchdog ends first.
   *
   * @throws the work's own error, or the reason of the end
   */
  guard<Result>(work: Promise<Result>): Promise<Result> {
    return new Promise((resolve, reject) => {
      if (this.error) {
        work.catch(() => {});
        reject(this.error);
        return;
      }
      this.pending.add(reject);
      work
        // The result of a lost device cannot be trusted.
        .then((result) => (this.error ? reject(this.error) : resolve(result)), reject)
        .finally(() => this.pending.delete(reject));
    });
  }
}
