import { windowValues, type OnnxModel } from '../model/onnx-model';
import { valueOfLogit, type FramePrediction } from './predict-frame';

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
