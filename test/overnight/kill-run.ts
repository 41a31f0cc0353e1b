import { studyQueue } from '@echonet/training/testing';
import type { EchonetRun } from '../support/echonet';
import { isWorking, startWorker, stopWorkers, untilRead } from '../support/queue-workers';
import { startRedis } from '../support/redis';

export interface KillSettings {
  readonly dicomwebUrl: string;
  /** Study Instance UIDs and dates, YYYYMMDD. */
  readonly studies: readonly { readonly StudyInstanceUID: string; readonly StudyDate: string }[];
  readonly workers: number;
  /** Time between two kills of a worker; longer where no study was read in between. */
  readonly killEveryMs: number;
  /** No limit unless given; a study over which four workers die counts as failed. */
  readonly mostKills?: number;
  /** Time after which a killed worker's study goes to another. */
  readonly lostAfterS: number;
  /** Folder of a worker's readings: one for all workers, or for each. */
  readonly stateOf: (worker: number) => string;
  /** Further options of the workers. */
  readonly options: readonly string[];
  readonly deadlineMs: number;
}

export interface KillResult {
  readonly kills: number;
  readonly seconds: number;
  /** Study Instance UIDs: neither reported nor among the failed ones. */
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  readonly failed: readonly string[];
}

/**
 * Lets workers read studies from a queue, ends the one that has worked longest without warning (SIGKILL) every
 * so often, puts another in its place, and counts the reports in the end.
 */
export async function killRun(settings: KillSettings): Promise<KillResult> {
  const { studies, workers: count, killEveryMs, mostKills = Infinity, deadlineMs } = settings;
  const redis = await startRedis();
  const queue = studyQueue({ url: redis.url, onProblem: () => {} });
  const workers: EchonetRun[] = [];
  let started = 0;
  const start = () => {
    const { dicomwebUrl, lostAfterS, stateOf, options } = settings;
    workers.push(
      startWorker({
        ...{ dicomwebUrl, redisUrl: redis.url, state: stateOf(started++) },
        options: ['--lost-after', String(lostAfterS), ...options],
      }),
    );
  };
  const startedAt = performance.now();
  let kills = 0;
  let completedBefore = 0;
  let lastKill = performance.now();
  try {
    for (let i = 0; i < count; i++) {
      start();
    }
    for (const study of studies) {
      await queue.add(study);
    }
    await untilRead(queue, {
      count: studies.length,
      deadlineMs,
      async onLook(completed) {
        const oldest = workers.find(isWorking);
        const isDue = completed > completedBefore && performance.now() - lastKill > killEveryMs;
        if (oldest && isDue && kills < mostKills) {
          workers.splice(workers.indexOf(oldest), 1);
          oldest.child.kill('SIGKILL');
          await oldest.ended;
          kills++;
          completedBefore = completed;
          start();
          lastKill = performance.now();
        }
      },
    });
    const failed = (await queue.failed()).map(({ StudyInstanceUID }) => StudyInstanceUID);
    const { lost, doubled } = await countedReports(settings);
    return {
      kills,
      seconds: (performance.now() - startedAt) / 1000,
      failed,
      lost: lost.filter((uid) => !failed.includes(uid)),
      doubled,
    };
  } finally {
    await stopWorkers(workers);
    await queue.close();
    await redis.close();
  }
}

/** Studies without a report, and with more than one. */
export async function countedReports({
  dicomwebUrl,
  studies,
}: Pick<KillSettings, 'dicomwebUrl' | 'studies'>): Promise<Pick<KillResult, 'lost' | 'doubled'>> {
  const lost: string[] = [];
  const doubled: string[] = [];
  for (const { StudyInstanceUID } of studies) {
    const count = await reportCount(dicomwebUrl, StudyInstanceUID);
    if (count === 0) {
      lost.push(StudyInstanceUID);
    } else if (count > 1) {
      doubled.push(StudyInstanceUID);
    }
  }
  return { lost, doubled };
}

export async function reportCount(dicomwebUrl: string, study: string): Promise<number> {
  const answer = await fetch(`${dicomwebUrl}/studies/${study}/series?Modality=SR`, {
    headers: { Accept: 'application/dicom+json' },
  });
  const text = await answer.text();
  return text === '' ? 0 : (JSON.parse(text) as unknown[]).length;
}
