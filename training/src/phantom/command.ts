import { availableParallelism } from 'node:os';
import { Command, InvalidArgumentError, Option } from 'commander';
import { numberBetween, wholeNumberBetween } from '../commands/options';
import { ProgressBar } from '../run/progress';
import { UserError } from '../user-error';
import { writeCohort } from './write-cohort';
import { writeDemo } from './write-demo';

interface PhantomOptions {
  readonly patients: number;
  readonly seed: number;
  readonly out?: string;
  readonly leadShare: number;
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

/** `echonet phantom`. */
export function phantomCommand(): Command {
  return new Command('phantom')
    .description('Simulate patients: moving A4C cines as DICOM with known EF, EDV, ESV and lead.')
    .option('--out <folder>', 'a new or empty folder')
    .option('--patients <n>', 'one cine each', wholeNumberBetween(1, 1_000_000), 100)
    .option(
      '--seed <n>',
      'the same seed gives the same cohort',
      wholeNumberBetween(0, 2 ** 31 - 1),
      1,
    )
    .option('--lead-share <share>', 'of patients with a pacing lead', numberBetween(0, 1), 0.131)
    .option('--frames <n>', 'a cine', wholeNumberBetween(2, 1000), 40)
    .option('--frame-time <ms>', 'between frames', numberBetween(1, 1000), 50)
    .option('--size <COLUMNSxROWS>', 'of a picture in pixels', parseSize, {
      Columns: 320,
      Rows: 240,
    })
    .addOption(
      new Option('--transfer-syntax <name>', 'how pixels are stored')
        .choices(['jpeg-baseline', 'explicit-little-endian'])
        .default('jpeg-baseline'),
    )
    .option('--workers <n>', 'processes', wholeNumberBetween(1, 256), availableParallelism())
    .option('--demo', 'instead: two patients to look at, with clips that must be turned away')
    .action(run);
}

async function run(options: PhantomOptions): Promise<void> {
  const { out, patients, seed, leadShare, frames, frameTime, size, transferSyntax } = options;
  if (!out) throw new UserError('Name the folder to write with --out.');
  const bar = new ProgressBar(options.demo ? 'Clips' : 'Patients', options.demo ? 4 : patients);
  try {
    if (options.demo) {
      await writeDemo(out, seed, (done) => bar.update(done));
    } else {
      await writeCohort(
        {
          directory: out,
          patients,
          seed,
          leadShare,
          transferSyntax,
          workers: Math.min(options.workers, patients),
          format: { ...size, frameCount: frames, frameTimeMs: frameTime },
        },
        (done) => bar.update(done),
      );
    }
  } finally {
    bar.stop();
  }
  process.stdout.write(
    options.demo
      ? `Two simulated patients with four clips are in ${out}.\n`
      : `${patients} simulated patients and labels.csv are in ${out}.\n`,
  );
}
