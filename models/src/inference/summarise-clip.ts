import { median } from '../measures/beats/local-regression';
import type { FrameVolume, Manifest, Task } from '../model/manifest';
import { unitFactor } from '../tasks/unit-factor';
import { beatValues } from './clip-volumes';
import { interval90 } from './interval90';
import type { FramePrediction } from './predict-frame';

/** Prediction of one task, in the task's unit or as a probability in [0, 1]. */
export interface ClipTaskPrediction {
  /** Mean over the frames, of a frameVolume the median over the beats; not clamped to the range. */
  readonly mean: number;
  /**
   * Over the frames, of a frameVolume over the beats; n - 1 in the denominator; 0 for a single one.
   */
  readonly standardDeviation: number;
  /**
   * One value a frame, in order, of a frameVolume the curve of volumes; empty where frames have no value
   * of their own, as for an ejection fraction of volumes.
   */
  readonly perFrame: readonly number[];
  /** One value a window of frames, in order; of networks that read several frames at once. */
  readonly perWindow?: readonly number[];
  readonly interval90?: readonly [low: number, high: number];
  /** Whether the mean reaches the decision threshold; undefined without one. */
  readonly positive?: boolean;
  /** Full sentences to show beside the number. */
  readonly notes: readonly string[];
}

/**
 * By task id. What is counted in pixels is absent where the image's scale is unknown; volumes by frameVolume,
 * with their ejection fraction, where there are fewer than two frames or the clip ends before the moment that
 * they are of.
 */
export type ClipPrediction = Readonly<Record<string, ClipTaskPrediction>>;

/** What is known of a clip beside its frames. */
export interface ClipFacts {
  /** One a frame, increasing. */
  readonly timesMs?: readonly number[];
  /** Millimetres of the patient per pixel of the network's image. */
  readonly mmPerPixel?: number;
}

/** Whether the model's values need all frames: those of some say nothing of the clip. */
export function needsAllFrames({ tasks }: Pick<Manifest, 'tasks'>): boolean {
  return tasks.some(({ frameVolume }) => frameVolume !== undefined);
}

/** Whether the model has values that the scale of the image turns into their unit. */
export function needsScale({ tasks }: Pick<Manifest, 'tasks'>): boolean {
  return tasks.some((task) => (task.frameVolume ?? task.pixelExponent) !== undefined);
}

/**
 * Mean over the frames, as in Ghorbani et al. 2020, where other aggregations were no better; of tasks
 * with a frameVolume, the volumes at end-diastole and end-systole and the ejection fraction of them.
 *
 * @throws Error without frames, or when a frame lacks a task of the manifest.
 */
export function summariseClip(
  manifest: Pick<Manifest, 'tasks'>,
  frames: readonly FramePrediction[],
  facts: ClipFacts = {},
): ClipPrediction {
  if (frames.length === 0) {
    throw new Error('A clip without a predicted frame has no prediction.');
  }
  const curves = manifest.tasks.map((task) => ({ task, perFrame: valuesOf(task, frames) }));
  return Object.fromEntries(
    curves.flatMap(({ task, perFrame }) => {
      const shown = task.frameVolume
        ? volumesOverBeats(task.frameVolume, curves, facts)
        : meanOfFrames(task, perFrame, facts);
      return shown ? [[task.id, taskPrediction(task, shown)] as const] : [];
    }),
  );
}

/** A task's values of each frame, in order. */
interface TaskCurve {
  readonly task: Task;
  readonly perFrame: readonly number[];
}

function valuesOf({ id }: Task, frames: readonly FramePrediction[]): number[] {
  return frames.map(({ values }, index) => {
    if (values[id] === undefined) {
      throw new Error(`Frame ${index + 1} has no prediction of ${id}.`);
    }
    return values[id];
  });
}

/** What a clip, or several, show of a task. */
interface ShownValues extends Pick<ClipTaskPrediction, 'mean' | 'perFrame'> {
  /** Of which the mean is the middle: of the frames, beats or clips. */
  readonly values: readonly number[];
}

export function taskPrediction(
  task: Task,
  { mean, values, perFrame }: ShownValues,
): ClipTaskPrediction {
  return {
    mean,
    standardDeviation: standardDeviation(values),
    perFrame,
    interval90: interval90(task, mean),
    positive: task.decisionThreshold === undefined ? undefined : mean >= task.decisionThreshold,
    notes: isOutside(task, mean) ? [outsideRange(task, mean)] : [],
  };
}

/** @returns undefined where the value is counted in pixels and their size is unknown */
function meanOfFrames(
  task: Task,
  counted: readonly number[],
  { mmPerPixel }: ClipFacts,
): ShownValues | undefined {
  const factor = unitFactor(task, mmPerPixel);
  if (factor === undefined) {
    return undefined;
  }
  const perFrame = counted.map((value) => value * factor);
  return { mean: meanOf(perFrame), values: perFrame, perFrame };
}

/** @returns undefined where the clip does not show the value, or the scale is unknown */
function volumesOverBeats(
  { chamber, clipValue }: FrameVolume,
  curves: readonly TaskCurve[],
  { timesMs, mmPerPixel }: ClipFacts,
): ShownValues | undefined {
  const isFraction = clipValue === 'ejectionFraction';
  // A fraction has no scale.
  const toUnit = isFraction ? 1 : unitFactor({ pixelExponent: 3 }, mmPerPixel);
  if (curves[0].perFrame.length < 2 || toUnit === undefined) {
    return undefined;
  }
  const curveOf = (wanted: FrameVolume['chamber']) =>
    curves
      .find(({ task }) => task.frameVolume?.chamber === wanted)
      ?.perFrame.map((volume) => volume * toUnit);
  const volumes = { LV: curveOf('LV')!, LA: curveOf('LA') };
  const values = beatValues(volumes, chamber, timesMs)[clipValue];
  if (values.length === 0) {
    return undefined;
  }
  return { mean: median(values), values, perFrame: isFraction ? [] : volumes[chamber]! };
}

export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function standardDeviation(values: readonly number[]): number {
  if (values.length < 2) {
    return 0;
  }
  const mean = meanOf(values);
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
