import { Tinypool } from 'tinypool';
import type { FrameDraw } from './draw-frames';
import type { Batch, BatchContract } from './read-batch';

/** Batches read ahead of their use, so that the device does not wait for the disk. */
const prefetchedBatches = 3;

/** Reads batches ahead of their use in worker threads. */
export class BatchReader {
  /** Total time in ms that consumers have waited for batches. */
  waitedMs = 0;
  private readonly pool: Tinypool;

  constructor(
    private readonly contract: BatchContract,
    threads = 1,
  ) {
    this.pool = new Tinypool({
      filename: new URL('./read-batch-worker.mjs', import.meta.url).href,
      runtime: 'worker_threads',
      minThreads: threads,
      maxThreads: threads,
    });
  }

  /** The batches in order. */
  async *read(batches: readonly (readonly FrameDraw[])[]): AsyncGenerator<Batch> {
    const begin = (draws: readonly FrameDraw[]): Promise<Batch> => {
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
