import { existsSync, readFileSync } from 'node:fs';
import { mean, minIndex, sum } from 'd3-array';
import { parseTable } from '../../data/labels/read-table';
import type { RunFolder } from '../../learning/run-folder';
import { outcomeFileName } from '../../learning/train/config';
import { shareText } from '../figures/number-text';

/** Losses after an epoch. */
export interface EpochLosses {
  /** From 1. */
  readonly epoch: number;
  /** Over augmented images. */
  readonly training: number;
  /** On the validation patients. */
  readonly validation: number;
}

/** What the losses of a kind of run are. */
export interface LossKind {
  readonly training: string;
  readonly validation: string;
  /** How the loss of an epoch follows from the columns of history.csv. */
  readonly combined: 'sum' | 'mean';
  /** Steps of an epoch, where that is no pass over the training patients. */
  readonly stepsPerEpoch?: number;
  /** Whether a training loss far under the validation loss tells of patients known by heart. */
  readonly areComparable: boolean;
  /** Clause about losses that are comparable but do not measure the same. */
  readonly caveat?: string;
}

/** Of predictions: both losses are sums over the tasks. */
export const predictionLosses: LossKind = {
  training: 'Training',
  validation: 'Validation',
  combined: 'sum',
  areComparable: true,
};

/** How a run was trained. */
export interface TrainingCourse {
  readonly epochs: readonly EpochLosses[];
  /** Number that the run was to have. */
  readonly planned: number;
  /** Whether training ended by itself, early or not. */
  readonly isFinished: boolean;
  readonly losses: LossKind;
}

/** Reads history.csv; without that file, no epoch is known. */
export function readTrainingCourse(
  run: RunFolder,
  planned: number,
  losses: LossKind,
): TrainingCourse {
  const file = run.file('history.csv');
  const epochs = existsSync(file)
    ? parseHistory(readFileSync(file, 'utf8'), file, losses.combined)
    : [];
  const isFinished = existsSync(run.file(outcomeFileName)) || epochs.length >= planned;
  return { epochs, planned, isFinished, losses };
}

/** A warning for the log where a run is evaluated before its training has ended. */
export function unfinishedWarning(
  run: RunFolder,
  { epochs, planned, isFinished }: TrainingCourse,
): string | undefined {
  return isFinished
    ? undefined
    : `Warning: training has not ended (${epochs.at(-1)?.epoch ?? 0} of ${planned} epochs); go on with: echonet train --resume ${run.directory}`;
}

/** An epoch that a resumed run repeated counts once; epochs without a finite loss are left out. */
export function parseHistory(
  text: string,
  file: string,
  combined: LossKind['combined'],
): EpochLosses[] {
  const epochs = parseTable(text, file).rows.map(({ cells: { epoch, training, ...parts } }) => {
    const values = Object.values(parts).filter(Boolean).map(Number);
    const validation = values.length === 0 ? NaN : combined === 'sum' ? sum(values) : mean(values)!;
    return { epoch: Number(epoch), training: Number(training || NaN), validation };
  });
  const last = new Map(epochs.map((losses) => [losses.epoch, losses]));
  return [...last.values()].filter((losses) => Object.values(losses).every(Number.isFinite));
}

/** A training loss below this share of the validation loss is one of patients known by heart. */
const knownByHeart = 0.5;

/** Fall of the training loss since the first epoch without which nothing was learned. */
const notableLearning = 0.1;

/** Rise of the validation loss over its minimum that is more than chance. */
const notableRise = 0.1;

/** Fall of the validation loss over the last fifth of the epochs that promises more. */
const notableFall = 0.02;

/** What the losses say of the run, in full sentences. */
export function trainingRemarks({
  epochs,
  planned,
  isFinished,
  losses: kind,
}: TrainingCourse): string[] {
  const last = epochs.at(-1);
  if (!last || epochs.length < 2) {
    return [];
  }
  const remarks = isFinished
    ? []
    : [
        `The run was evaluated after ${last.epoch} of ${planned} epochs: its training had not ended.`,
      ];
  const overfit = overfitting(epochs, last, kind);
  if (overfit) {
    return [...remarks, overfit];
  }
  const earlier = epochs[Math.floor(0.8 * (epochs.length - 1))];
  const fall = 1 - last.validation / earlier.validation;
  const losses = `training loss ${shareText(last.training)}, validation loss ${shareText(last.validation)}`;
  if (!isFinished || fall <= notableFall) {
    return [...remarks, `No sign of overfitting: ${losses}.`];
  }
  return [
    `No sign of overfitting (${losses}). The validation loss fell by ${percent(fall)} after epoch ${earlier.epoch}: a longer run may help.`,
  ];
}

function overfitting(
  epochs: readonly EpochLosses[],
  last: EpochLosses,
  { areComparable, caveat = '' }: LossKind,
): string | undefined {
  const hasLearned = last.training < (1 - notableLearning) * epochs[0].training;
  if (areComparable && hasLearned && last.training < knownByHeart * last.validation) {
    return (
      `The network overfits: its training loss (${shareText(last.training)}) is far under its ` +
      `validation loss (${shareText(last.validation)})${caveat}. More patients help, a longer run ` +
      'does not.'
    );
  }
  const best = epochs[minIndex(epochs, ({ validation }) => validation)];
  const rise = last.validation / best.validation - 1;
  if (rise > notableRise && last.training < best.training) {
    return (
      `The network overfits: since epoch ${best.epoch} the validation loss rose by ` +
      `${percent(rise)} while the training loss fell. The weights of epoch ${best.epoch} were kept; ` +
      'more patients help, a longer run does not.'
    );
  }
  return undefined;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(0)} %`;
}
