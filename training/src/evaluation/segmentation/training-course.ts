import { existsSync, readFileSync } from 'node:fs';
import { mean, minIndex } from 'd3-array';
import { parseTable } from '../../data/labels/read-table';
import type { RunFolder } from '../../learning/run-folder';
import type { SegmentationRun } from '../../learning/segmentation/config';
import { stepsPerEpoch } from '../../learning/segmentation/train-segmentation';
import { shareText } from '../figures/number-text';

/** Losses after an epoch. */
export interface EpochLosses {
  /** From 1. */
  readonly epoch: number;
  /** Cross-entropy plus one minus Dice over augmented images. */
  readonly training: number;
  /** Mean over the structures of one minus Dice, on the validation patients. */
  readonly validation: number;
}

/** How a run was trained. */
export interface TrainingCourse {
  readonly epochs: readonly EpochLosses[];
  /** Number that the run was to have. */
  readonly planned: number;
}

/** Reads history.csv; without that file, no epoch is known. */
export function readTrainingCourse(run: RunFolder, { config }: SegmentationRun): TrainingCourse {
  const file = run.file('history.csv');
  const epochs = existsSync(file) ? parseHistory(readFileSync(file, 'utf8'), file) : [];
  return { epochs, planned: Math.ceil(config.steps / stepsPerEpoch) };
}

/** An epoch that a resumed run repeated counts once; epochs without a finite loss are left out. */
export function parseHistory(text: string, file: string): EpochLosses[] {
  const epochs = parseTable(text, file).rows.map(
    ({ cells: { epoch, training, ...structures } }) => {
      const validation = mean(Object.values(structures).filter(Boolean), Number) ?? NaN;
      return { epoch: Number(epoch), training: Number(training || NaN), validation };
    },
  );
  const last = new Map(epochs.map((losses) => [losses.epoch, losses]));
  return [...last.values()].filter((losses) => Object.values(losses).every(Number.isFinite));
}

/** A training loss below this share of the validation loss is one of patients known by heart. */
const knownByHeart = 0.5;

/** Rise of the validation loss over its minimum that is more than chance. */
const notableRise = 0.1;

/** Fall of the validation loss over the last fifth of the epochs that promises more. */
const notableFall = 0.02;

/** What the losses say of the run, in full sentences. */
export function trainingRemarks({ epochs, planned }: TrainingCourse): string[] {
  const last = epochs.at(-1);
  if (!last || epochs.length < 2) {
    return [];
  }
  const isUnfinished = last.epoch < planned;
  const remarks = isUnfinished
    ? [
        `The run was evaluated after ${last.epoch} of ${planned} epochs: its training had not ended.`,
      ]
    : [];
  const overfit = overfitting(epochs, last);
  if (overfit) {
    return [...remarks, overfit];
  }
  const earlier = epochs[Math.floor(0.8 * (epochs.length - 1))];
  const fall = 1 - last.validation / earlier.validation;
  const losses = `training loss ${shareText(last.training)}, validation loss ${shareText(last.validation)}`;
  if (isUnfinished || fall <= notableFall) {
    return [...remarks, `No sign of overfitting: ${losses}.`];
  }
  return [
    `No sign of overfitting (${losses}). The validation loss fell by ${percent(fall)} after epoch ${earlier.epoch}: a longer run may help.`,
  ];
}

function overfitting(epochs: readonly EpochLosses[], last: EpochLosses): string | undefined {
  if (last.training < knownByHeart * last.validation) {
    return (
      `The network overfits: its training loss (${shareText(last.training)}) is far under its ` +
      `validation loss (${shareText(last.validation)}), although only the former has the ` +
      'cross-entropy in it. More patients help, a longer run does not.'
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
