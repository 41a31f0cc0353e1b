import { Tinypool } from 'tinypool';
import type { FrameDraw } from './draw-frames';
import type { Batch, BatchContract } from './read-batch';

/** Batches that are read before they are asked for, so that the device never waits for the disk. */
const batchesAhead = 3;

/** Reads batches in threads of its own, ahead of their use. */
export class BatchReader {
  /** Milliseconds that whoever asked for batches has waited for them. */
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

  /** The batches of the draws, in order. */
  async *read(batches: readonly (readonly FrameDraw[])[]): AsyncGenerator<Batch> {
    const begin = (draws: readonly FrameDraw[]): Promise<Batch> => {
      const reading = this.pool.run({ draws, contract: this.contract }) as Promise<Batch>;
      // A failure is met where the batch is asked for, which may be never.
      reading.catch(() => undefined);
      return reading;
    };
    const ahead = batches.slice(0, batchesAhead).map(begin);
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

  /** Ends the threads. */
  async close(): Promise<void> {
    await this.pool.destroy();
  }
}
