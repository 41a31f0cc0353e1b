import type { Manifest, Task } from '../model/manifest';
import { interval90 } from './interval90';
import type { FramePrediction } from './predict-frame';

/** What all frames together say about one task; in the task's unit, or a probability. */
export interface ClipTaskPrediction {
  /** Plain mean of the frames: the clip's prediction. Not forced into the task's range. */
  readonly mean: number;
  /** Over the frames (n - 1 in the denominator); 0 for a single frame. */
  readonly standardDeviation: number;
  /** One a frame that was read, in order; empty from a network that reads a clip as a whole. */
  readonly perFrame: readonly number[];
  /** See {@link interval90}. */
  readonly interval90?: readonly [low: number, high: number];
  /** Classification with a decision threshold: whether the mean reaches it. */
  readonly positive?: boolean;
  /** Full sentences that a reader must see beside the number. */
  readonly notes: readonly string[];
}

/** By task id. */
export type ClipPrediction = Readonly<Record<string, ClipTaskPrediction>>;

/**
 * The clip's prediction: the plain mean of the frames, as in the paper, where other ways of
 * aggregating were no better.
 *
 * @throws Error without frames, or when a frame lacks a task of the manifest.
 */
export function summariseClip(
  manifest: Manifest,
  frames: readonly FramePrediction[],
): ClipPrediction {
  if (frames.length === 0) throw new Error('A clip without a predicted frame has no prediction.');
  return Object.fromEntries(
    manifest.tasks.map((task) => [task.id, summariseTask(task, valuesOf(task, frames))]),
  );
}

function valuesOf({ id }: Task, frames: readonly FramePrediction[]): number[] {
  return frames.map(({ values }, index) => {
    if (values[id] === undefined) throw new Error(`Frame ${index + 1} has no prediction of ${id}.`);
    return values[id];
  });
}

function summariseTask(task: Task, perFrame: number[]): ClipTaskPrediction {
  const mean = perFrame.reduce((sum, value) => sum + value, 0) / perFrame.length;
  return {
    mean,
    standardDeviation: standardDeviation(perFrame, mean),
    perFrame,
    interval90: interval90(task, mean),
    positive: task.decisionThreshold === undefined ? undefined : mean >= task.decisionThreshold,
    notes: isOutside(task, mean) ? [outsideRange(task, mean)] : [],
  };
}

function standardDeviation(values: number[], mean: number): number {
  if (values.length < 2) return 0;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1));
}

function isOutside({ range: [min, max] }: Task, value: number): boolean {
  return value < min || value > max;
}

function outsideRange({ name, unit, range: [min, max] }: Task, value: number): string {
  const withUnit = (number: string) => (unit ? `${number} ${unit}` : number);
  return (
    `${name} of ${withUnit(value.toPrecision(3))} is outside what the model was trained on ` +
    `(${min} to ${withUnit(String(max))}); do not rely on it.`
  );
}
