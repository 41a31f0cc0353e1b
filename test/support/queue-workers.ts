import { setTimeout as delay } from 'node:timers/promises';
import type { studyQueue } from '@echonet/training/testing';
import { startEchonet, type EchonetRun } from './echonet';

export interface WorkerSettings {
  readonly dicomwebUrl: string;
  readonly redisUrl: string;
  /** Folder of its readings. */
  readonly state: string;
  /** Further options, such as --models. */
  readonly options: readonly string[];
}

/** Starts `echonet work`, which stores reports. */
export function startWorker({ dicomwebUrl, redisUrl, state, options }: WorkerSettings): EchonetRun {
  return startEchonet(
    ['work', '--dicomweb', dicomwebUrl, '--store', '--port', '0', '--state', state, ...options],
    { ECHONET_QUEUE: redisUrl },
  );
}

/** Whether it takes studies. */
export function isWorking({ output, child }: EchonetRun): boolean {
  return child.exitCode === null && output.stderr.includes('"working"');
}

/** @throws Error with its log when it ends before it takes studies */
export async function untilWorking(worker: EchonetRun): Promise<void> {
  while (!isWorking(worker)) {
    if (worker.child.exitCode !== null) {
      throw new Error(`echonet work ended: ${worker.output.stderr}`);
    }
    await delay(100);
  }
}

export async function stopWorkers(workers: readonly EchonetRun[]): Promise<void> {
  for (const { child, ended } of workers) {
    child.kill('SIGTERM');
    await ended;
  }
}

export interface QueueWatch {
  /** Studies that were put into the queue. */
  readonly count: number;
  readonly deadlineMs: number;
  /** Called about ten times a second with the number of studies that were read. */
  readonly onLook?: (completed: number) => Promise<void>;
}

/**
 * Resolves once every study of a queue was read or has failed for good.
 *
 * @throws Error when that does not happen in time
 */
export async function untilRead(
  queue: ReturnType<typeof studyQueue>,
  { count, deadlineMs, onLook }: QueueWatch,
): Promise<void> {
  const startedAt = performance.now();
  for (;;) {
    const { completed, failed } = await queue.counts();
    if (completed + failed >= count) {
      return;
    }
    if (performance.now() - startedAt > deadlineMs) {
      throw new Error(`Only ${completed} of ${count} studies were read in time.`);
    }
    await onLook?.(completed);
    await delay(100);
  }
}
