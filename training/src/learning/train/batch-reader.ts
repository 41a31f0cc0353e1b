import { Tinypool } from 'tinypool';

/** Batches read ahead of their use, so that the device does not wait for the disk. */
const prefetchedBatches = 3;

/** Reads batches ahead of their use in worker threads. */
export class BatchReader<Draw, Batch> {
  /** Total time in ms that consumers have waited for batches. */
  waitedMs = 0;
  private readonly pool: Tinypool;

  /**
   * @param worker module whose default export returns a batch for {draws, contract}
   * @param contract structured-cloneable
   */
  constructor(
    worker: URL,
    private readonly contract: unknown,
    threads = 1,
  ) {
    this.pool = new Tinypool({
      filename: worker.href,
      runtime: 'worker_threads',
      minThreads: threads,
      maxThreads: threads,
    });
  }

  /** The batches in order. */
  async *read(batches: readonly (readonly Draw[])[]): AsyncGenerator<Batch> {
    const begin = (draws: readonly Draw[]): Promise<Batch> => {
      const reading = this.pool.run({ draws, contract: this.contract }) as Promise<Batch>;
      // A failure is thrown where the batch is awaited, which may be never.
      reading.catch(() => undefined);
      return reading;
    };
    const ahead = batches.slice(0, prefetchedBatches).map(begin);
    for (let next = ahead.length; ahead.length > 0; next++) {
      const askedAt = performance.now();
      const batch = await ahead.shift()!;
      this.waitedMs += performance.now() - askedAt;
      if (next < batches.length) {
        ahead.push(begin(batches[next]));
      }
      yield batch;
    }
  }

  async close(): Promise<void> {
    await this.pool.destroy();
  }
}
