import { UserError } from '@echonet/command-line';
import type { TrainingConfig } from '../train/config';

/** Values to be tried with each other. */
export interface Grid {
  readonly learningRates: readonly number[];
  readonly weightDecays: readonly number[];
}

/** One training of a search. */
export interface GridPoint extends Pick<TrainingConfig, 'learningRate' | 'weightDecay'> {
  /** From 1, the same for the same grid. */
  readonly number: number;
}

/** The paper tries 24 models a task, over learning rate and weight decay, and does not say which. */
export const defaultGrid: Grid = {
  learningRates: [1e-4, 2e-4, 5e-4, 1e-3, 2e-3, 5e-3],
  weightDecays: [0, 1e-5, 1e-4, 1e-3],
};

/** Every learning rate with every weight decay. */
export function gridPoints({ learningRates, weightDecays }: Grid): GridPoint[] {
  return learningRates
    .flatMap((learningRate) => weightDecays.map((weightDecay) => ({ learningRate, weightDecay })))
    .map((point, index) => ({ ...point, number: index + 1 }));
}

/** One of several equal parts of a search, for several machines. */
export interface Shard {
  /** From 1. */
  readonly index: number;
  readonly count: number;
}

/** Reads "2/8". @throws {UserError} when it is no shard */
export function parseShard(text: string): Shard {
  const [index, count] = (/^(\d+)\/(\d+)$/.exec(text)?.slice(1) ?? []).map(Number);
  if (!(index >= 1 && index <= count)) {
    throw new UserError(`The shard "${text}" must be like 2/8, from 1/8 to 8/8.`);
  }
  return { index, count };
}

/** The points of a shard: every count-th, so that slow and fast ones are mixed. */
export function pointsOf(points: readonly GridPoint[], { index, count }: Shard): GridPoint[] {
  return points.filter(({ number }) => (number - 1) % count === index - 1);
}
