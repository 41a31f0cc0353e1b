import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { studyQueue, studyWorker } from '@echonet/training/testing';
import { freePort } from '../support/free-port';
import { hasRedis, startRedis } from '../support/redis';

const withRedis = hasRedis || process.env.CI ? it : it.skip;

async function until(holds: () => boolean): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!holds()) {
    if (Date.now() > deadline) {
      throw new Error('It did not happen in time.');
    }
    await delay(50);
  }
}

withRedis(
  'a queue whose Redis goes away and comes back loses no study and reads none twice',
  async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'echonet-redis-'));
    const port = await freePort();
    const study = (number: number) => ({
      StudyInstanceUID: `1.2.826.78.${number}`,
      StudyDate: '20260101',
    });
    const problems: string[] = [];
    const before = await startRedis({ port, folder });
    const settings = {
      url: before.url,
      onProblem: (problem: string) => void problems.push(problem),
    };
    const queue = studyQueue(settings);
    const handled: string[] = [];
    let finishFirst = (): void => undefined;
    const stop = new AbortController();
    const worker = studyWorker({
      ...settings,
      signal: stop.signal,
      async handle({ StudyInstanceUID }) {
        handled.push(StudyInstanceUID);
        if (handled.length === 1) {
          await new Promise<void>((resolve) => {
            finishFirst = resolve;
          });
        }
      },
      isBlameless: () => Promise.resolve(false),
      onFailed: (_, reason) => void problems.push(reason),
    });
    await queue.add(study(1));
    await queue.add(study(2));
    await until(() => handled.length === 1);
    await before.close();
    await until(() => problems.some((problem) => problem.includes('ECONNREFUSED')));
    // A study ends and another arrives while Redis is away.
    finishFirst();
    const added = queue.add(study(3));
    const after = await startRedis({ port, folder });
    expect(await added).toBe(true);
    await until(() => handled.length === 3);
    expect([...handled].sort()).toEqual([1, 2, 3].map((number) => study(number).StudyInstanceUID));
    let completed = 0;
    while (completed < 3) {
      completed = (await queue.counts()).completed;
      await delay(50);
    }
    expect(await queue.failed()).toEqual([]);
    stop.abort();
    await worker.close();
    await queue.close();
    await after.close();
    await rm(folder, { recursive: true, force: true });
  },
  120_000,
);

withRedis(
  'a worker and a queue close while their Redis is away',
  async () => {
    const redis = await startRedis();
    const problems: string[] = [];
    const settings = {
      url: redis.url,
      ...{ closeMs: 200, awayMs: 100 },
      onProblem: (problem: string) => void problems.push(problem),
    };
    const queue = studyQueue(settings);
    const handled: string[] = [];
    const worker = studyWorker({
      ...settings,
      signal: new AbortController().signal,
      handle: ({ StudyInstanceUID }) => Promise.resolve(void handled.push(StudyInstanceUID)),
      isBlameless: () => Promise.resolve(false),
      onFailed: () => {},
    });
    await queue.add({ StudyInstanceUID: '1.2.826.78.9', StudyDate: '20260101' });
    await until(() => handled.length === 1);
    expect([queue.problem(), worker.problem()]).toEqual([undefined, undefined]);
    await redis.close();
    await until(() => problems.some((problem) => problem.includes('ECONNREFUSED')));
    await until(() => queue.problem() !== undefined && worker.problem() !== undefined);
    expect(worker.problem()).toMatch(/^The queue has not answered for \d+ s\.$/);
    await worker.close();
    await queue.close();
  },
  90_000,
);

withRedis(
  'a study waits for an archive that is away, however often, and that counts no attempt',
  async () => {
    const redis = await startRedis();
    const problems: string[] = [];
    const settings = {
      url: redis.url,
      awayMs: 10,
      onProblem: (problem: string) => void problems.push(problem),
    };
    const queue = studyQueue(settings);
    const stop = new AbortController();
    let tries = 0;
    const worker = studyWorker({
      ...settings,
      signal: stop.signal,
      handle: () =>
        ++tries <= 7 ? Promise.reject(new Error('The archive is away.')) : Promise.resolve(),
      isBlameless: (error) => Promise.resolve((error as Error).message === 'The archive is away.'),
      onFailed: (_, reason) => void problems.push(reason),
    });
    await queue.add({ StudyInstanceUID: '1.2.826.78.10', StudyDate: '20260101' });
    await until(() => tries === 8);
    while ((await queue.counts()).completed < 1) {
      await delay(20);
    }
    expect(await queue.failed()).toEqual([]);
    expect(problems).toEqual([]);
    stop.abort();
    await worker.close();
    await queue.close();
    await redis.close();
  },
  60_000,
);
