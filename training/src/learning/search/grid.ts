import { UserError } from '@echonet/command-line';
import type { TrainingConfig } from '../train/config';

export interface Grid {
  readonly learningRates: readonly number[];
  readonly weightDecays: readonly number[];
}

/** One run of a search. */
export interface GridPoint extends Pick<TrainingConfig, 'learningRate' | 'weightDecay'> {
  /** From 1, in the order of the grid. */
  readonly number: number;
}

/** Ghorbani et al. 2020 try 24 combinations per task and do not list them. */
export const defaultGrid: Grid = {
  learningRates: [1e-4, 2e-4, 5e-4, 1e-3, 2e-3, 5e-3],
  weightDecays: [0, 1e-5, 1e-4, 1e-3],
};

/** All combinations. */
export function gridPoints({ learningRates, weightDecays }: Grid): GridPoint[] {
  return learningRates
    .flatMap((learningRate) => weightDecays.map((weightDecay) => ({ learningRate, weightDecay })))
    .map((point, index) => ({ ...point, number: index + 1 }));
}

/** One of `count` parts of a search, for running on several machines. */
export interface Shard {
  /** From 1. */
  readonly index: number;
  readonly count: number;
}

/** Parses e.g. "2/8". @throws {UserError} for anything else */
export function parseShard(text: string): Shard {
  const [index, count] = (/^(\d+)\/(\d+)$/.exec(text)?.slice(1) ?? []).map(Number);
  if (!(index >= 1 && index <= count)) {
    throw new UserError(`The shard "${text}" must be like 2/8, from 1/8 to 8/8.`);
  }
  return { index, count };
}

/** Points of a shard: every `count`-th point of the grid. */
export function shardPoints(points: readonly GridPoint[], { index, count }: Shard): GridPoint[] {
  return points.filter(({ number }) => (number - 1) % count === index - 1);
}
