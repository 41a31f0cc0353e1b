import { setTimeout as delay } from 'node:timers/promises';
import { DelayedError, Queue, Worker, type Job } from 'bullmq';
import { Redis } from 'ioredis';
import { UserError } from '@echonet/command-line';
import type { ListedStudy } from '../../data/sources/dicomweb';
import { contentOf } from '../service/study-feed';

export const queueName = 'echonet-studies';

/** Attempts for each study; then it is among the failed ones. */
const attempts = 5;
const firstPauseMs = 30_000;

/** A worker that has not said for so long that it works on a study has lost it. */
const lockMs = 60_000;
/** A study waits so long when its archive is away, and a queue may be away so long without being a problem. */
const awayMs = 60_000;
/** Closing waits so long for an answer; a study that a worker holds then goes to another by its lock. */
const closeMs = 5000;
/** Workers that may die over a study before it counts as failed. */
const mostDeaths = 3;

const dayS = 24 * 3600;

interface QueueSettings {
  /** redis:// or rediss://, with user and password where needed. */
  readonly url: string;
  /** For tests: shorter than usual. */
  readonly firstPauseMs?: number;
  readonly lockMs?: number;
  readonly awayMs?: number;
  readonly closeMs?: number;
  /** Called with what disturbs the connection, without credentials. */
  readonly onProblem: (problem: string) => void;
}

interface FailedStudy {
  readonly StudyInstanceUID: string;
  readonly reason: string;
  readonly attempts: number;
}

/** The queue as those who fill and look after it see it. */
export interface StudyQueue {
  /** As a sentence; undefined while all is well. */
  problem(): string | undefined;
  /** @returns false when the study is there already with the same content */
  add(study: ListedStudy): Promise<boolean>;
  counts(): Promise<Readonly<Record<string, number>>>;
  failed(): Promise<FailedStudy[]>;
  /** Puts all failed studies back. @returns their number */
  replay(): Promise<number>;
  /** Whether workers take no more studies. */
  isPaused(): Promise<boolean>;
  /** Workers finish what they are at and take no more. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  close(): Promise<void>;
}

/** @throws {UserError} when the address is none */
export function studyQueue(settings: QueueSettings): StudyQueue {
  const connection = connect(settings);
  const queue = new Queue<ListedStudy>(queueName, { connection });
  queue.on('error', (error) => settings.onProblem(error.message));
  return {
    problem: problemOf(connection, settings),
    async add(study) {
      const jobId = jobIdOf(study);
      const before = await queue.getJob(jobId);
      await queue.add('study', study, {
        jobId,
        attempts,
        backoff: { type: 'exponential', delay: settings.firstPauseMs ?? firstPauseMs },
        removeOnComplete: { age: 7 * dayS, count: 100_000 },
        removeOnFail: false,
      });
      return before === undefined;
    },
    counts: () => queue.getJobCounts(),
    async failed() {
      const jobs = await queue.getFailed();
      return jobs.map(({ data, failedReason, attemptsMade }) => ({
        StudyInstanceUID: data.StudyInstanceUID,
        reason: failedReason,
        attempts: attemptsMade,
      }));
    },
    async replay() {
      const jobs = await queue.getFailed();
      for (const job of jobs) {
        await job.retry('failed', { resetAttemptsMade: true });
      }
      return jobs.length;
    },
    isPaused: () => queue.isPaused(),
    pause: () => queue.pause(),
    resume: () => queue.resume(),
    async close() {
      await endedOrWaited(queue.close(), settings);
      connection.disconnect();
    },
  };
}

interface StudyWorker {
  /** As a sentence; undefined while all is well. */
  problem(): string | undefined;
  close(): Promise<void>;
}

interface WorkerSettings extends QueueSettings {
  readonly handle: (study: ListedStudy) => Promise<void>;
  /** Once aborted, the study under way goes back to the queue, and counts no attempt. */
  readonly signal: AbortSignal;
  /** Whether no study can be blamed for an error: then it waits, and that counts no attempt. */
  readonly isBlameless: (error: unknown) => Promise<boolean>;
  readonly onFailed: (study: ListedStudy, reason: string, isRetried: boolean) => void;
}

/** Takes studies from the queue, one at a time. @throws {UserError} when the address is none */
export function studyWorker(settings: WorkerSettings): StudyWorker {
  const { handle, signal, isBlameless, onFailed, onProblem } = settings;
  const connection = connect(settings);
  const lockDuration = settings.lockMs ?? lockMs;
  const worker = new Worker<ListedStudy>(
    queueName,
    async (job, token) => {
      try {
        await handle(job.data);
      } catch (error) {
        if (signal.aborted) {
          await job.moveToDelayed(Date.now(), token);
          throw new DelayedError();
        }
        if (await isBlameless(error)) {
          await job.moveToDelayed(Date.now() + (settings.awayMs ?? awayMs), token);
          throw new DelayedError();
        }
        throw error;
      }
    },
    {
      connection,
      concurrency: 1,
      lockDuration,
      stalledInterval: lockDuration / 2,
      maxStalledCount: mostDeaths,
    },
  );
  worker.on('error', (error) => onProblem(error.message));
  worker.on('failed', (job: Job<ListedStudy> | undefined, error) => {
    if (job) {
      onFailed(job.data, error.message, job.attemptsMade < (job.opts.attempts ?? 1));
    }
  });
  return {
    problem: problemOf(connection, settings),
    async close() {
      await endedOrWaited(worker.close(), settings);
      connection.disconnect();
    },
  };
}

/** @returns what tells whether the connection, which was just begun, is away for long */
function problemOf(connection: Redis, settings: QueueSettings): () => string | undefined {
  let awaySince: number | undefined = performance.now();
  connection.on('ready', () => (awaySince = undefined));
  connection.on('close', () => (awaySince ??= performance.now()));
  return () => {
    const silentMs = awaySince === undefined ? 0 : performance.now() - awaySince;
    return silentMs > (settings.awayMs ?? awayMs)
      ? `The queue has not answered for ${Math.round(silentMs / 1000)} s.`
      : undefined;
  };
}

/** Closing waits for the connection, which may be away for good. */
async function endedOrWaited(closed: Promise<void>, settings: QueueSettings): Promise<void> {
  const waited = new AbortController();
  const { signal } = waited;
  await Promise.race([
    closed,
    delay(settings.closeMs ?? closeMs, undefined, { signal }).catch(() => undefined),
  ]);
  waited.abort();
}

function connect({ url, onProblem }: QueueSettings): Redis {
  if (!/^rediss?:\/\//.test(url)) {
    throw new UserError('The address of the queue must be like redis://host:6379.');
  }
  // Workers wait for the connection however long it is away.
  const redis = new Redis(url, { maxRetriesPerRequest: null });
  redis.on('error', (error) => onProblem(error.message));
  return redis;
}

/** A study that is there already with the same content is not added again. */
function jobIdOf(study: ListedStudy): string {
  return `${study.StudyInstanceUID} with ${contentOf(study)}`.replaceAll(/[^\w.]+/g, '-');
}
