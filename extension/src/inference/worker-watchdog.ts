/**
 * What is under way is given up when that on which it depends ends: a graphics device, a worker. A
 * dead one does not always say so itself; it may never answer.
 *
 * This is Promise.race with a promise that lives long, without its leak: that promise would hold on
 * to every result until the end.
 */
export class WorkerWatchdog {
  private error: Error | undefined;
  private readonly waiting = new Set<(error: Error) => void>();

  /** Why it has ended; undefined while it has not. */
  get endedBy(): Error | undefined {
    return this.error;
  }

  /** Rejects everything that is under way, and all that comes; the first reason stays. */
  end(error: Error): void {
    this.error ??= error;
    const reason = this.error;
    const waiting = [...this.waiting];
    this.waiting.clear();
    for (const reject of waiting) reject(reason);
  }

  /**
   * The promise's result, unless the end comes first.
   *
   * @throws (as a rejection) the promise's own error, or the reason of the end.
   */
  guard<Result>(work: Promise<Result>): Promise<Result> {
    return new Promise((resolve, reject) => {
      if (this.error) {
        work.catch(() => {});
        reject(this.error);
        return;
      }
      this.waiting.add(reject);
      work
        // What a dead device computes is not to be trusted, even where it comes.
        .then((result) => (this.error ? reject(this.error) : resolve(result)), reject)
        .finally(() => this.waiting.delete(reject));
    });
  }
}
