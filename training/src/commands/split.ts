import { existsSync } from 'node:fs';
import path from 'node:path';
import { Command } from 'commander';
import { viewTaskIds, heartTaskIds } from '@echonet/models/tasks';
import { UserError, numberBetween, wholeNumberBetween } from '@echonet/command-line';
import { openPrepared, type CohortClip } from '../data/prepared/open-prepared';
import { describeRun } from '../data/run-record';
import { fewestForInterval, usualCalibrationShare } from '../data/split/calibration-share';
import { patientStrata } from '../data/split/patient-strata';
import { splitSets, type SplitSet } from '../data/split/split-set';
import { splitFileName, writeSplit, writeSplitRecord } from '../data/split/split-file';
import { completedSplit, stratifiedSplit } from '../data/split/stratify';

interface SplitOptions {
  readonly data: string;
  readonly out?: string;
  readonly stratify?: string;
  readonly testShare: number;
  readonly validationShare: number;
  readonly calibrationShare?: number;
  readonly seed: number;
  readonly given?: boolean;
}

export function splitCommand(): Command {
  return new Command('split')
    .description('Assign every patient to one set: training, validation, calibration or test.')
    .requiredOption('--data <folder>', 'prepared data, of echonet prepare')
    .option('--out <csv>', `file to write (default: ${splitFileName} in the data's folder)`)
    .option(
      '--stratify <tasks>',
      'labels to spread evenly over the sets (default: all of the heart, or else of the views)',
    )
    .option(
      '--test-share <share>',
      'share of all patients in the test set',
      numberBetween(0, 0.9),
      0.1,
    )
    .option(
      '--validation-share <share>',
      'share of the other patients in the validation set',
      numberBetween(0, 0.9),
      0.1,
    )
    .option(
      '--calibration-share <share>',
      'share of the other patients in the calibration set, on which intervals, probabilities and thresholds are fit; 0: on the validation set (default: 0.1, more of few patients, 0 of very few and with --given)',
      numberBetween(0, 0.9),
    )
    .option(
      '--seed <n>',
      'the same seed gives the same split',
      wholeNumberBetween(0, 2 ** 31 - 1),
      1,
    )
    .option(
      '--given',
      "take the sets of the data's own table (column Split); where it has no test set, its validation set is the test set, and validation patients are drawn from the training patients",
    )
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
  const strata = patientStrata(clips, taskIds);
  const others = Math.round(strata.length * (1 - options.testShare));
  const usual = options.given ? 0 : usualCalibrationShare(others);
  const calibrationShare = options.calibrationShare ?? usual;
  const shares = { ...options, calibrationShare };
  const split = options.given
    ? completedSplit(givenSplit(clips, options.data), strata, shares)
    : stratifiedSplit(strata, shares);
  writeSplit(file, split);
  const { testShare, validationShare, seed, given = false } = options;
  writeSplitRecord(file, {
    ...describeRun(),
    dataFingerprint: fingerprint,
    settings: given
      ? { given, validationShare, calibrationShare, seed }
      : { stratify: taskIds, testShare, validationShare, calibrationShare, seed },
  });
  for (const splitSet of splitSets) {
    const own = clips.filter(({ patientId }) => split.get(patientId) === splitSet);
    const patients = new Set(own.map(({ patientId }) => patientId)).size;
    if (patients === 0) {
      continue;
    }
    process.stdout.write(
      `${splitSet}: ${patients} patients, ${own.length} clips${means(own, taskIds)}\n`,
    );
  }
  const isOfMasks = index.tasks.length === 0 && index.structures !== undefined;
  process.stdout.write(
    `${intervalRemark([...split.values()])}Next: ${trainCommand(options, isOfMasks)}\n`,
  );
}

export function trainCommand(
  { data, out }: Pick<SplitOptions, 'data' | 'out'>,
  isOfMasks: boolean,
): string {
  return [
    'echonet train',
    ...(isOfMasks ? ['--structures'] : []),
    `--data ${data}`,
    ...(out === undefined ? [] : [`--split ${out}`]),
  ].join(' ');
}

/** A line where the patients on which intervals are fit are too few for any. */
function intervalRemark(sets: readonly SplitSet[]): string {
  const set = sets.includes('calibration') ? 'calibration' : 'validation';
  const patients = sets.filter((one) => one === set).length;
  return patients >= fewestForInterval
    ? ''
    : `Results will have no 90 % interval: it takes ${fewestForInterval} patients to fit, and the ${set} set has ${patients}. --${set}-share gives it more.\n`;
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
function givenSplit(clips: readonly CohortClip[], data: string): Map<string, SplitSet> {
  const split = new Map<string, SplitSet>();
  for (const { patientId, clipId, split: splitSet } of clips) {
    if (!splitSet) {
      throw new UserError(`${data} assigns clip ${clipId} to no set; split without --given.`);
    }
    if ((split.get(patientId) ?? splitSet) !== splitSet) {
      throw new UserError(
        `${data} puts clips of patient ${patientId} in two sets; split without --given.`,
      );
    }
    split.set(patientId, splitSet);
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
