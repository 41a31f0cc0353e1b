import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { firstText } from '@echonet/dicom';
import { readCine } from '@echonet/dicom/node';
import { readEarlierReport } from '@echonet/ohif-extension/automatic-report';
import {
  archiveFor,
  clipFile,
  readerWithFixtures,
  serviceMetrics,
  studyHandler,
  studyQueue,
  studyWorker,
  Watch,
} from '@echonet/training/testing';
import { startEmbeddedArchive, type RunningArchive } from '../support/embedded-archive';
import { itWith } from '../support/it-with';
import { hasOrthanc, startOrthanc } from '../support/orthanc';
import { hasRedis, startRedis } from '../support/redis';
import { storeInstances } from '../support/stow';

const archives =
  hasOrthanc || process.env.CI ? (['embedded', 'orthanc'] as const) : (['embedded'] as const);
const withRedis = itWith(hasRedis);
if (!hasRedis) {
  console.warn('redis-server is not installed: the queue is not tested.');
}

const today = new Date().toISOString().slice(0, 10).replaceAll('-', '');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'echonet-service-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A study of today with two clips. */
async function studyFiles(number: number): Promise<Uint8Array[]> {
  const study = `1.2.826.77.${number}`;
  return Promise.all(
    [1, 2].map((clip) =>
      clipFile({
        seed: number,
        more: {
          StudyDate: today,
          StudyInstanceUID: study,
          SeriesInstanceUID: `${study}.${clip}`,
          SOPInstanceUID: `${study}.${clip}.1`,
        },
      }),
    ),
  );
}

const quiet = { info: () => {}, warn: () => {}, error: () => {} };

async function until(holds: () => Promise<boolean> | boolean, seconds = 200): Promise<void> {
  const deadline = Date.now() + 1000 * seconds;
  while (!(await holds())) {
    if (Date.now() > deadline) {
      throw new Error('It did not happen in time.');
    }
    await delay(100);
  }
}

describe.each(archives)('a service that reads the %s archive', (kind) => {
  let archive: RunningArchive;
  beforeAll(async () => {
    archive =
      kind === 'orthanc'
        ? await startOrthanc()
        : await startEmbeddedArchive(await mkdtemp(path.join(folder, 'archive-')));
  });
  afterAll(() => archive?.close());

  const search = async (resource: string): Promise<Record<string, { Value?: unknown[] }>[]> => {
    const headers = { Accept: 'application/dicom+json' };
    const text = await (await fetch(`${archive.dicomwebUrl}${resource}`, { headers })).text();
    return text === '' ? [] : (JSON.parse(text) as Record<string, { Value?: unknown[] }>[]);
  };
  const reportsOf = async (study: string) =>
    (await search(`/studies/${study}/series?Modality=SR`)).filter(
      (series) => firstText(series['00080060']?.Value) === 'SR',
    );

  /** A handler as another machine would have it, with a state of its own. */
  async function handlerFor(name: string, signal: AbortSignal) {
    const state = path.join(folder, `${kind}-${name}`);
    return studyHandler({
      archive: () => archiveFor(archive.dicomwebUrl, signal),
      opened: await readerWithFixtures(state),
      folders: { lists: path.join(state, 'lists'), incoming: path.join(state, 'incoming') },
      out: path.join(state, 'out'),
      store: [],
      log: quiet,
      metrics: serviceMetrics(),
      signal,
    });
  }

  it('stores one report of a study that arrives, which says that nobody has checked it', async () => {
    await storeInstances(archive.dicomwebUrl, await studyFiles(1));
    const stop = new AbortController();
    const handle = await handlerFor('watch', stop.signal);
    const metrics = serviceMetrics();
    const handled: string[] = [];
    const watch = new Watch({
      archive: () => archiveFor(archive.dicomwebUrl, stop.signal),
      query: {},
      days: 2,
      everyMs: 300,
      settledMs: 300,
      log: quiet,
      metrics,
      signal: stop.signal,
      async handle(study) {
        await handle(study);
        handled.push(study.StudyInstanceUID);
      },
    });
    const running = watch.run();
    await until(async () => (await reportsOf('1.2.826.77.1')).length > 0);
    await storeInstances(archive.dicomwebUrl, await studyFiles(2));
    await until(async () => (await reportsOf('1.2.826.77.2')).length > 0);
    // The reports change the studies, which are looked at once more.
    await until(() => handled.filter((study) => study === '1.2.826.77.2').length >= 2);
    expect(watch.problem()).toBeUndefined();
    stop.abort();
    await running;
    expect(await reportsOf('1.2.826.77.1')).toHaveLength(1);
    expect(await reportsOf('1.2.826.77.2')).toHaveLength(1);
    expect(await readdir(path.join(folder, `${kind}-watch`, 'incoming'))).toEqual([]);

    const [series] = await reportsOf('1.2.826.77.1');
    const place = `/studies/1.2.826.77.1/series/${firstText(series['0020000E']?.Value)}`;
    const [instance] = await search(`${place}/instances`);
    const answer = await fetch(
      `${archive.dicomwebUrl}${place}/instances/${firstText(instance['00080018']?.Value)}`,
      { headers: { Accept: 'multipart/related; type="application/dicom"' } },
    );
    const body = Buffer.from(await answer.arrayBuffer());
    const part10 = body.subarray(body.indexOf('DICM') - 128, body.lastIndexOf('\r\n--'));
    const report = await readCine(part10);
    expect(report.instance).toMatchObject({
      VerificationFlag: 'UNVERIFIED',
      PreliminaryFlag: 'PRELIMINARY',
      PatientID: expect.anything(),
    });
    expect(JSON.stringify(report.instance)).toContain('no person has checked it');
    const out = path.join(folder, `${kind}-watch`, 'out', '1.2.826.77.1.json');
    const record = JSON.parse(await readFile(out, 'utf8')) as {
      status: string;
      values: { id: string; method: string; value: number }[];
    };
    expect(record.status).toBe('read');
    const earlier = readEarlierReport(report.instance)!;
    const ef = record.values.find(({ id, method }) => id === 'EF' && method === 'predicted')!;
    expect(earlier.reader).toBe('');
    expect(earlier.values.find(({ taskId }) => taskId === 'EF')?.value).toBeCloseTo(ef.value, 2);
    expect(earlier.values.every(({ decision }) => decision === undefined)).toBe(true);
  }, 600_000);

  it('stores it once although several read the study, each without the state of the others', async () => {
    await storeInstances(archive.dicomwebUrl, await studyFiles(3));
    const { signal } = new AbortController();
    const study = { StudyInstanceUID: '1.2.826.77.3', StudyDate: today };
    const handlers = await Promise.all(['a', 'b', 'c'].map((name) => handlerFor(name, signal)));
    await Promise.all(handlers.map((handle) => handle(study)));
    await (
      await handlerFor('d', signal)
    )(study);
    expect(await reportsOf('1.2.826.77.3')).toHaveLength(1);
    const reader = (name: string) => readdir(path.join(folder, `${kind}-${name}`)).catch(() => []);
    // The fourth found the report and read nothing.
    expect(await reader('d')).not.toContain('out');
  }, 600_000);

  withRedis(
    'takes studies from a queue, and again what a worker failed at',
    async () => {
      const redis = await startRedis();
      const problems: string[] = [];
      const settings = {
        url: redis.url,
        firstPauseMs: 10,
        onProblem: (problem: string) => void problems.push(problem),
      };
      const queue = studyQueue(settings);
      const studies = [4, 5, 6].map((number) => ({
        StudyInstanceUID: `1.2.826.77.${number}`,
        StudyDate: today,
      }));
      for (const number of [4, 5]) {
        await storeInstances(archive.dicomwebUrl, await studyFiles(number));
      }
      for (const study of studies) {
        expect(await queue.add(study)).toBe(true);
        expect(await queue.add(study)).toBe(false);
      }
      const stop = new AbortController();
      const failures: string[] = [];
      let deaths = 1;
      const workers = await Promise.all(
        ['e', 'f'].map(async (name) => {
          const handle = await handlerFor(name, stop.signal);
          return studyWorker({
            ...settings,
            signal: stop.signal,
            isBlameless: () => Promise.resolve(false),
            async handle(study) {
              if (study.StudyInstanceUID === '1.2.826.77.6') {
                throw new Error('The archive is away.');
              }
              await handle(study);
              // As if the worker died between storing and saying so.
              if (deaths-- > 0) {
                throw new Error('It died.');
              }
            },
            onFailed: (_, reason) => void failures.push(reason),
          });
        }),
      );
      await until(async () => {
        const { completed, failed } = await queue.counts();
        return completed === 2 && failed === 1;
      });
      expect(await reportsOf('1.2.826.77.4')).toHaveLength(1);
      expect(await reportsOf('1.2.826.77.5')).toHaveLength(1);
      expect(await queue.failed()).toEqual([
        { StudyInstanceUID: '1.2.826.77.6', reason: 'The archive is away.', attempts: 5 },
      ]);
      expect(failures.filter((reason) => reason === 'It died.')).toHaveLength(1);
      expect(failures).toHaveLength(6);
      stop.abort();
      await Promise.all(workers.map((worker) => worker.close()));
      expect(await queue.replay()).toBe(1);
      expect(await queue.failed()).toEqual([]);
      expect((await queue.counts()).waiting).toBe(1);
      await queue.close();
      await redis.close();
    },
    600_000,
  );
});
