import type { FrameDraw } from './draw-frames';
import { readBatch, type Batch, type BatchContract } from './read-batch';

/** What a thread of the batch reader runs. */
export function readBatchInThread({
  draws,
  contract,
}: {
  draws: readonly FrameDraw[];
  contract: BatchContract;
}): Batch {
  return readBatch(draws, contract);
}
