import type { FrameDraw } from './draw-frames';
import { readBatch, type Batch, type BatchContract } from './read-batch';

/** Entry point of the batch reader's worker threads. */
export function readBatchInThread({
  draws,
  contract,
}: {
  draws: readonly FrameDraw[];
  contract: BatchContract;
}): Promise<Batch> {
  return readBatch(draws, contract);
}
