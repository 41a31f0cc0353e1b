import type { FrameContract } from '../contract/contract-schema';
import type { Manifest } from '../model/manifest';
import { windowValues, type OnnxModel } from '../model/onnx-model';
import { valueOfLogit, type FramePrediction } from './predict-frame';
import { summariseClip, type ClipPrediction } from './summarise-clip';

/**
 * Predicts one window of frames by a network that is an ONNX file.
 *
 * @param images of the window's frames by contractImage
 * @throws Error when the results are no numbers or do not fit the contract
 */
export async function predictWindow(
  { manifest, session }: Pick<OnnxModel, 'manifest' | 'session'>,
  images: readonly Float32Array[],
): Promise<FramePrediction> {
  const values = await windowValues(manifest.onnx, session, images);
  return {
    values: Object.fromEntries(
      manifest.tasks.map((task) => [task.id, valueOfLogit(task, values[task.outputIndex])]),
    ),
  };
}

/**
 * The clip's prediction: the mean over the windows. A window of one frame counts as a frame.
 *
 * @throws Error without windows, or when one lacks a task of the manifest
 */
export function summariseWindows(
  manifest: Pick<Manifest, 'tasks'>,
  { count }: Pick<FrameContract, 'count'>,
  windows: readonly FramePrediction[],
): ClipPrediction {
  const prediction = summariseClip(manifest, windows);
  if (count === 1) {
    return prediction;
  }
  return Object.fromEntries(
    Object.entries(prediction).map(([id, task]) => [
      id,
      { ...task, perFrame: [], perWindow: task.perFrame },
    ]),
  );
}
