import { availableParallelism } from 'node:os';
import { Command, InvalidArgumentError, Option } from 'commander';
import { numberBetween, wholeNumberBetween, ProgressBar, UserError } from '@echonet/command-line';
import {
  phantomImageSize,
  phantomViewNames,
  type PhantomView,
  writeCohort,
  demoFileCount,
  writeDemo,
} from '@echonet/phantom';
import { cohortOptions, parsePhantomViews, type CohortOptions } from './phantom-options';

interface PhantomOptions extends CohortOptions {
  readonly patients: number;
  readonly out?: string;
  readonly views: readonly PhantomView[];
  readonly frames: number;
  readonly frameTime: number;
  readonly size: { readonly Columns: number; readonly Rows: number };
  readonly transferSyntax: 'jpeg-baseline' | 'explicit-little-endian';
  readonly workers: number;
  readonly demo?: boolean;
}

function parseSize(text: string): PhantomOptions['size'] {
  const match = /^(\d+)x(\d+)$/.exec(text);
  const [Columns, Rows] = match ? [Number(match[1]), Number(match[2])] : [0, 0];
  if (Columns < 64 || Rows < 64 || Columns > 2048 || Rows > 2048) {
    throw new InvalidArgumentError('It must be COLUMNSxROWS, each from 64 to 2048.');
  }
  return { Columns, Rows };
}

export function phantomCommand(): Command {
  const command = new Command('phantom')
    .description(
      'Simulate patients: moving echo cines as DICOM, with an echo report and a table of all labels. echonet prepare --phantoms simulates them straight into prepared data.',
    )
    .option('--out <folder>', 'a new or empty folder')
    .option('--patients <n>', 'of the cohort', wholeNumberBetween(1, 1_000_000), 100)
    .addOption(
      new Option('--views <names>', `views to cut the heart in, of ${phantomViewNames.join(',')}`)
        .argParser(parsePhantomViews)
        .default(['A4C'], 'A4C'),
    )
    .option('--frames <n>', 'a cine', wholeNumberBetween(2, 1000), 40)
    .option('--frame-time <ms>', 'between frames', numberBetween(1, 1000), 50)
    .addOption(
      new Option('--size <COLUMNSxROWS>', 'of an image in pixels')
        .argParser(parseSize)
        .default(phantomImageSize, `${phantomImageSize.Columns}x${phantomImageSize.Rows}`),
    )
    .addOption(
      new Option('--transfer-syntax <name>', 'how pixels are stored')
        .choices(['jpeg-baseline', 'explicit-little-endian'])
        .default('jpeg-baseline'),
    )
    .option('--workers <n>', 'processes', wholeNumberBetween(1, 256), availableParallelism())
    .option('--demo', 'instead: two patients to look at, with clips that must be turned away');
  for (const option of cohortOptions()) {
    command.addOption(option);
  }
  return command.action(run);
}

async function run(options: PhantomOptions): Promise<void> {
  const { out, patients, seed, leadShare, frames, frameTime, size, transferSyntax } = options;
  const { views, clipsPerView, masks = false, varied } = options;
  if (!out) {
    throw new UserError('Name the folder to write with --out.');
  }
  const bar = new ProgressBar(
    options.demo ? 'Files' : 'Patients',
    options.demo ? demoFileCount : patients,
  );
  try {
    if (options.demo) {
      await writeDemo(out, seed, (done) => bar.update(done));
    } else {
      await writeCohort(
        {
          directory: out,
          cohort: {
            patients,
            seed,
            leadShare,
            views,
            clipsPerView,
            ...(varied && { varied }),
            format: { ...size, frameCount: frames, frameTimeMs: frameTime },
          },
          transferSyntax,
          masks,
          workers: Math.min(options.workers, patients),
        },
        (done) => bar.update(done),
      );
    }
  } finally {
    bar.stop();
  }
  process.stdout.write(
    options.demo
      ? `Two simulated patients are in ${out}.\n`
      : `${patients} simulated patients and labels.csv are in ${out}.\n`,
  );
}
