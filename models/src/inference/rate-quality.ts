import type { NetworkImage } from '../image/preparation';
import type { OnnxModel } from '../model/onnx-model';
import { predictWindow, summariseWindows } from './predict-window';

/** A grade of a clip's images by a quality model. */
export interface RatedTask {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** Whether it is below the model's threshold. */
  readonly isLow: boolean;
}

export interface RatedQuality {
  /** Of the model. */
  readonly model: string;
  /** Lowest and highest grade. */
  readonly range: readonly [low: number, high: number];
  /** Mean of the tasks. */
  readonly overall: number;
  /** Whether the mean is below the mean of the thresholds. */
  readonly isLow: boolean;
  readonly tasks: readonly RatedTask[];
}

/**
 * Rates a clip by some of its frames.
 *
 * @param frames prepared by the model's contract, at least one
 * @throws Error when the model is no quality model, or its results are no numbers
 */
export async function rateQuality(
  model: Pick<OnnxModel, 'manifest' | 'session'>,
  frames: readonly NetworkImage[],
): Promise<RatedQuality> {
  const { manifest } = model;
  if (manifest.purpose !== 'quality') {
    throw new Error(`${manifest.name} is no quality model.`);
  }
  const rated = [];
  for (const { data } of frames) {
    rated.push(await predictWindow(model, [data]));
  }
  const prediction = summariseWindows(manifest, manifest.onnx.input.frames, rated);
  const tasks = manifest.tasks.map(({ id, name, unit, leastAcceptable = -Infinity }) => {
    const value = prediction[id].mean;
    return { name, value, unit, isLow: value < leastAcceptable };
  });
  const overall = mean(tasks.map(({ value }) => value));
  const threshold = mean(manifest.tasks.map(({ leastAcceptable = -Infinity }) => leastAcceptable));
  const [{ range }] = manifest.tasks;
  return { model: manifest.name, range, overall, isLow: overall < threshold, tasks };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
