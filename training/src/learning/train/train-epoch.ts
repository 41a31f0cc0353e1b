import type { BatchReader } from './batch-reader';

/** How fast an epoch ran. */
export interface EpochTiming {
  readonly framesPerSecond: number;
  /** Share of the time spent waiting for images, 0..1. */
  readonly waitingShare: number;
}

/** An epoch that ran to its end. */
export interface CompletedEpoch extends EpochTiming {
  /** A stop was asked for at the last step. */
  readonly isStopAsked: boolean;
}

/** Takes optimiser steps. */
export interface SteppingTrainer<Batch> {
  /** Steps taken. */
  readonly stepCount: number;
  /** @returns the loss before the step @throws {UserError} when it is not finite */
  step(batch: Batch, learningRate: number): Promise<number>;
}

export interface EpochSettings<Draw, Batch> {
  readonly trainer: SteppingTrainer<Batch>;
  readonly reader: BatchReader<Draw, Batch>;
  /** The batches of the epoch that are still to be trained on. */
  readonly batches: readonly (readonly Draw[])[];
  /** @param step number of steps taken before */
  readonly learningRate: (step: number) => number;
  readonly onStep: (loss: number) => void;
  /** Called after every step; true interrupts the epoch unless the step was its last. */
  readonly shouldStop?: () => boolean;
}

/**
 * Takes one optimiser step for each batch.
 *
 * @returns undefined when interrupted
 * @throws {UserError} when the loss is no longer a number
 */
export async function trainEpoch<Draw, Batch extends { readonly imageCount: number }>({
  trainer,
  reader,
  batches,
  learningRate,
  onStep,
  shouldStop,
}: EpochSettings<Draw, Batch>): Promise<CompletedEpoch | undefined> {
  const startedAt = performance.now();
  const waitedBefore = reader.waitedMs;
  let frames = 0;
  let steps = 0;
  let isStopAsked = false;
  for await (const batch of reader.read(batches)) {
    onStep(await trainer.step(batch, learningRate(trainer.stepCount)));
    frames += batch.imageCount;
    // Lets the event loop deliver signals such as Ctrl-C.
    await new Promise((resolve) => setImmediate(resolve));
    steps++;
    isStopAsked = shouldStop?.() ?? false;
    if (isStopAsked && steps < batches.length) {
      return undefined;
    }
  }
  const elapsedMs = performance.now() - startedAt;
  return {
    framesPerSecond: (1000 * frames) / elapsedMs,
    waitingShare: (reader.waitedMs - waitedBefore) / elapsedMs,
    isStopAsked,
  };
}
