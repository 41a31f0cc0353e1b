// Studies an hour of `echonet work`, and where the time goes: npm run bench:overnight -- --help
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { studyQueue } from '@echonet/training/testing';
import { startEmbeddedArchive, type RunningArchive } from '../../support/embedded-archive';
import { startWorker, stopWorkers, untilRead, untilWorking } from '../../support/queue-workers';
import { startRedis } from '../../support/redis';
import { storeInstances } from '../../support/stow';
import { usageOf, workerState } from './processes';
import { measureStages } from './stages';
import { clipTemplate, studyOf, type BenchStudy, type ClipTemplate } from './studies';

const usage = `Reads simulated studies from an archive and a queue on this machine.
  --workers <n>   processes at a time (default 1); 0: where the time of one study goes
  --studies <n>   studies for each worker (default 1)
  --clips <n>     clips of a study (default 60)
  --a4c <n>       of these, apical four-chamber clips (default 6)
`;

const { values } = parseArgs({
  options: {
    workers: { type: 'string', default: '1' },
    studies: { type: 'string', default: '1' },
    clips: { type: 'string', default: '60' },
    a4c: { type: 'string', default: '6' },
    help: { type: 'boolean', default: false },
  },
});

/** As a stored clip of an ultrasound machine: 600 x 800 pixels, 60 frames at 30 a second. */
const format = { Rows: 600, Columns: 800, simulated: 15, frameCount: 60, frameTimeMs: 33 };

/** A slow machine reads a study in minutes. */
const deadlineMs = 6 * 3_600_000;

async function templates(clips: number, a4c: number): Promise<ClipTemplate[]> {
  const views = ['A4C', 'PLAX', 'PSAX', 'SC4C'] as const;
  const made = await Promise.all(
    views.map((view, i) => clipTemplate({ ...format, seed: 11 + i, view })),
  );
  const [fourChamber, ...others] = made;
  return Array.from({ length: clips }, (_, i) =>
    i < a4c ? fourChamber : others[i % others.length],
  );
}

async function readByWorkers(
  archive: RunningArchive,
  studies: readonly BenchStudy[],
  count: number,
  folder: string,
) {
  const redis = await startRedis();
  const queue = studyQueue({ url: redis.url, onProblem: console.error });
  const threads = Math.max(1, Math.floor(availableParallelism() / count));
  const workers = Array.from({ length: count }, (_, i) =>
    startWorker({
      dicomwebUrl: archive.dicomwebUrl,
      redisUrl: redis.url,
      state: workerState(folder, i),
      options: ['--threads', String(threads)],
    }),
  );
  try {
    await Promise.all(workers.map(untilWorking));
    const load = loadavg()[0];
    const before = await Promise.all(workers.map(({ child }) => usageOf(child.pid!)));
    const startedAt = performance.now();
    for (const { StudyInstanceUID, StudyDate } of studies) {
      await queue.add({ StudyInstanceUID, StudyDate });
    }
    await untilRead(queue, { count: studies.length, deadlineMs });
    const failed = await queue.failed();
    if (failed.length > 0) {
      throw new Error(JSON.stringify(failed));
    }
    const seconds = (performance.now() - startedAt) / 1000;
    const after = await Promise.all(workers.map(({ child }) => usageOf(child.pid!)));
    const cpu = after.reduce((sum, { cpuS }, i) => sum + cpuS - before[i].cpuS, 0);
    return {
      studiesAnHour: (3600 * studies.length) / seconds,
      secondsAStudy: seconds / studies.length,
      cpuSecondsAStudy: cpu / studies.length,
      peakMbAWorker: Math.max(...after.map(({ peakMb }) => peakMb)),
      threads,
      load,
    };
  } finally {
    await stopWorkers(workers);
    await queue.close();
    await redis.close();
  }
}

async function run(): Promise<void> {
  if (values.help) {
    console.log(usage);
    return;
  }
  const [workers, perWorker, clips, a4c] = [
    values.workers,
    values.studies,
    values.clips,
    values.a4c,
  ].map(Number);
  const folder = await mkdtemp(path.join(tmpdir(), 'echonet-overnight-bench-'));
  const archive = await startEmbeddedArchive(folder);
  try {
    const made = await templates(clips, a4c);
    const studies = Array.from({ length: Math.max(1, workers * perWorker) }, (_, i) =>
      studyOf(i, made),
    );
    for (const { files } of studies) {
      for (const file of files) {
        await storeInstances(archive.dicomwebUrl, [file]);
      }
    }
    const machine = `${cpus()[0].model}, ${availableParallelism()} cores; ${new Date().toISOString().slice(0, 10)}`;
    const megabytes = made.reduce((sum, { pixels }) => sum + pixels.length, 0) / 1e6;
    console.log(`${machine}; ${clips} clips, ${a4c} A4C, ${megabytes.toFixed(0)} MB a study`);
    if (workers === 0) {
      const load = loadavg()[0];
      console.log({ load, ...(await measureStages(archive.dicomwebUrl, studies[0], folder)) });
    } else {
      console.log({ workers, ...(await readByWorkers(archive, studies, workers, folder)) });
    }
  } finally {
    await archive.close();
    await rm(folder, { recursive: true, force: true });
  }
}

await run();
// Threads of WebAssembly keep the process alive.
process.exit();
