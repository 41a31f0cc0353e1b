import { existsSync } from 'node:fs';
import path from 'node:path';
import { Command } from 'commander';
import { viewTaskIds } from '@echonet/models';
import { heartTaskIds } from '@echonet/models/tasks';
import { UserError, numberBetween, wholeNumberBetween } from '@echonet/command-line';
import { openPrepared, type CohortClip } from '../data/prepared/open-prepared';
import { describeRun } from '../data/run-record';
import { patientStrata } from '../data/split/patient-strata';
import { sides, type Side } from '../data/split/side';
import { splitFileName, writeSplit, writeSplitRecord } from '../data/split/split-file';
import { stratifiedSplit } from '../data/split/stratify';

interface SplitOptions {
  readonly data: string;
  readonly out?: string;
  readonly stratify?: string;
  readonly testShare: number;
  readonly validationShare: number;
  readonly seed: number;
  readonly given?: boolean;
}

export function splitCommand(): Command {
  return new Command('split')
    .description('Put every patient on one side: training, validation or test.')
    .requiredOption('--data <folder>', 'prepared data, of echonet prepare')
    .option('--out <csv>', `file to write (default: ${splitFileName} in the data's folder)`)
    .option(
      '--stratify <tasks>',
      'labels to spread evenly over the sides (default: all of the heart, or else of the views)',
    )
    .option('--test-share <share>', 'test side, of all patients', numberBetween(0, 0.9), 0.1)
    .option(
      '--validation-share <share>',
      'validation side, of the others',
      numberBetween(0, 0.9),
      0.1,
    )
    .option(
      '--seed <n>',
      'the same seed gives the same split',
      wholeNumberBetween(0, 2 ** 31 - 1),
      1,
    )
    .option('--given', "take the sides that the data's own table gives (column Split)")
    .action(run);
}

function run(options: SplitOptions): void {
  const { index, clips, fingerprint } = openPrepared(options.data);
  const file = options.out ?? path.join(options.data, splitFileName);
  if (existsSync(file)) {
    throw new UserError(
      `${file} is there already; runs may stand on it. Delete it or choose another --out.`,
    );
  }
  const taskIds = options.stratify?.split(',') ?? usualStrata(index.tasks);
  const split = options.given
    ? givenSplit(clips, options.data)
    : stratifiedSplit(patientStrata(clips, taskIds), options);
  writeSplit(file, split);
  const { testShare, validationShare, seed, given = false } = options;
  writeSplitRecord(file, {
    ...describeRun(),
    dataFingerprint: fingerprint,
    settings: given ? { given } : { stratify: taskIds, testShare, validationShare, seed },
  });
  for (const side of sides) {
    const own = clips.filter(({ patientId }) => split.get(patientId) === side);
    const patients = new Set(own.map(({ patientId }) => patientId)).size;
    process.stdout.write(
      `${side}: ${patients} patients, ${own.length} clips${means(own, taskIds)}\n`,
    );
  }
}

function usualStrata(taskIds: readonly string[]): string[] {
  const ofHeart = taskIds.filter((id) => heartTaskIds.includes(id));
  return ofHeart.length > 0 ? ofHeart : viewTaskIds.filter((id) => taskIds.includes(id));
}

/**
 * The split given in the data's own table.
 *
 * @throws {UserError} when a patient is in no set or in two
 */
function givenSplit(clips: readonly CohortClip[], data: string): Map<string, Side> {
  const split = new Map<string, Side>();
  for (const { patientId, clipId, split: side } of clips) {
    if (!side) {
      throw new UserError(`${data} gives no side for clip ${clipId}; split without --given.`);
    }
    if ((split.get(patientId) ?? side) !== side) {
      throw new UserError(
        `${data} puts clips of patient ${patientId} on two sides; split without --given.`,
      );
    }
    split.set(patientId, side);
  }
  return split;
}

function means(clips: readonly CohortClip[], taskIds: readonly string[]): string {
  return taskIds
    .map((id) => {
      const labels = clips.flatMap(({ labels: all }) => all[id] ?? []);
      const mean = labels.reduce((sum, label) => sum + label, 0) / labels.length;
      return `, ${id} ${labels.length > 0 ? mean.toPrecision(3) : '-'}`;
    })
    .join('');
}
