import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { clipTemplate, studyOf } from '../bench/overnight/studies';
import { startEchonet } from '../support/echonet';
import { startEmbeddedArchive, type RunningArchive } from '../support/embedded-archive';
import { itWith } from '../support/it-with';
import { hasRedis } from '../support/redis';
import { smallModels } from '../support/small-models';
import { storeInstances } from '../support/stow';
import { countedReports, killRun, reportCount } from './kill-run';

const withRedis = itWith(hasRedis);

let folder: string;
let archive: RunningArchive;
let models: string[];
let template: Awaited<ReturnType<typeof clipTemplate>>;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'echonet-killed-'));
  archive = await startEmbeddedArchive(folder);
  models = await smallModels(path.join(folder, 'models'));
  const format = { Rows: 96, Columns: 128, simulated: 6, frameCount: 6, frameTimeMs: 100 };
  template = await clipTemplate({ ...format, seed: 1, view: 'A4C' });
});
afterAll(async () => {
  await archive.close();
  await rm(folder, { recursive: true, force: true });
});

/** Stores studies of two clips. */
async function storedStudies(first: number, count: number) {
  const studies = Array.from({ length: count }, (_, i) => studyOf(first + i, [template, template]));
  for (const { files } of studies) {
    await storeInstances(archive.dicomwebUrl, [...files]);
  }
  return studies.map(({ StudyInstanceUID, StudyDate }) => ({ StudyInstanceUID, StudyDate }));
}

describe('a process that is killed without warning', () => {
  it('has lost and doubled nothing when echonet watch starts again', async () => {
    const studies = await storedStudies(0, 5);
    const state = path.join(folder, 'watch');
    const { dicomwebUrl } = archive;
    const start = () =>
      startEchonet([
        ...['watch', '--dicomweb', dicomwebUrl, '--store', '--settled', '0', '--every', '1'],
        ...['--port', '0', '--state', state, ...models],
      ]);
    const reported = async () => {
      const counts = await Promise.all(
        studies.map(({ StudyInstanceUID }) => reportCount(dicomwebUrl, StudyInstanceUID)),
      );
      return counts.filter((count) => count > 0).length;
    };
    const watch = start();
    while ((await reported()) === 0 && watch.child.exitCode === null) {
      await delay(50);
    }
    watch.child.kill('SIGKILL');
    await watch.ended;
    expect(await reported()).toBeLessThan(studies.length);
    const last = start();
    while ((await reported()) < studies.length && last.child.exitCode === null) {
      await delay(100);
    }
    last.child.kill('SIGTERM');
    expect(await last.ended).toBe(0);
    expect(await countedReports({ dicomwebUrl, studies })).toEqual({ lost: [], doubled: [] });
    const incoming = path.join(state, 'incoming');
    const left = await Promise.all(
      (await readdir(incoming)).map((name) => readdir(path.join(incoming, name))),
    );
    expect(left.flat()).toEqual([]);
  }, 300_000);

  withRedis(
    'has its study read by another echonet work, once',
    async () => {
      const studies = await storedStudies(50, 6);
      const result = await killRun({
        dicomwebUrl: archive.dicomwebUrl,
        studies,
        workers: 2,
        killEveryMs: 2000,
        mostKills: 3,
        lostAfterS: 3,
        stateOf: (worker) => path.join(folder, `worker-${worker}`),
        options: models,
        deadlineMs: 240_000,
      });
      expect(result).toMatchObject({ lost: [], doubled: [], failed: [] });
      expect(result.kills).toBeGreaterThan(0);
    },
    300_000,
  );
});
