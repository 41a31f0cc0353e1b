// npm run overnight:kill -- --help
import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { clipTemplate, studyOf } from '../bench/overnight/studies';
import { startEmbeddedArchive } from '../support/embedded-archive';
import { smallModels } from '../support/small-models';
import { storeInstances } from '../support/stow';
import { killRun } from './kill-run';

const usage = `Workers of a queue, one of which is killed without warning every so often.
  --studies <n>  studies of three small clips each (default 200)
  --workers <n>  processes at a time (default 3)
  --every <s>    time between two kills (default 20)
`;

const { values } = parseArgs({
  options: {
    studies: { type: 'string', default: '200' },
    workers: { type: 'string', default: '3' },
    every: { type: 'string', default: '20' },
    help: { type: 'boolean', default: false },
  },
});

const clipsOfStudy = 3;

async function run(): Promise<void> {
  if (values.help) {
    console.log(usage);
    return;
  }
  const [count, workers, everyS] = [values.studies, values.workers, values.every].map(Number);
  const folder = await mkdtemp(path.join(tmpdir(), 'echonet-kill-'));
  const archive = await startEmbeddedArchive(folder);
  try {
    const format = { Rows: 96, Columns: 128, simulated: 6, frameCount: 6, frameTimeMs: 100 };
    const template = await clipTemplate({ ...format, seed: 1, view: 'A4C' });
    const clips = Array.from({ length: clipsOfStudy }, () => template);
    const studies = Array.from({ length: count }, (_, i) => studyOf(i, clips));
    for (const { files } of studies) {
      await storeInstances(archive.dicomwebUrl, [...files]);
    }
    const load = loadavg()[0];
    const result = await killRun({
      dicomwebUrl: archive.dicomwebUrl,
      studies: studies.map(({ StudyInstanceUID, StudyDate }) => ({ StudyInstanceUID, StudyDate })),
      workers,
      killEveryMs: 1000 * everyS,
      lostAfterS: 10,
      stateOf: (worker) => path.join(folder, `worker-${worker}`),
      options: await smallModels(path.join(folder, 'models')),
      deadlineMs: 3_600_000,
    });
    console.log({ studies: count, workers, everyS, load, ...result });
    const isSound = [result.lost, result.doubled, result.failed].every((uids) => uids.length === 0);
    process.exitCode = isSound ? 0 : 1;
  } finally {
    await archive.close();
    await rm(folder, { recursive: true, force: true });
  }
}

await run();
