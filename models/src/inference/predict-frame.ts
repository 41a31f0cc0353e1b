import { concatenateFloats } from '../arrays';
import type { NetworkImage } from '../image/preparation';
import type { Model } from '../model/load-model';
import type { Manifest, Task } from '../model/manifest';
import type { Network } from '../network/network';
import { standardisedImage } from '../segmentation/standardised-image';

export interface FramePrediction {
  /**
   * By task id: in the task's unit, with a pixelExponent in pixels of the network's image to that power, a
   * probability in [0, 1], or of a frameVolume the chamber's volume in cubic pixels.
   */
  readonly values: Readonly<Record<string, number>>;
}

/**
 * @param image prepared for model.manifest.input.
 * @throws Error when the image has another size, or a logit is not a finite number.
 */
export async function predictFrame(model: Model, image: NetworkImage): Promise<FramePrediction> {
  const [prediction] = await predictFrames(model, [image]);
  return prediction;
}

/** A network and what is needed to run it; a loaded model, or a run in training. */
export interface PredictionNetwork {
  readonly network: Network;
  readonly manifest: Pick<Manifest, 'input' | 'tasks'>;
}

/**
 * Predicts several frames in one batch; more than model.network.batchSize gain nothing and may not
 * fit the device.
 *
 * @param images at least one, prepared for model.manifest.input.
 * @throws Error as predictFrame does.
 */
export async function predictFrames(
  model: PredictionNetwork,
  images: readonly NetworkImage[],
): Promise<FramePrediction[]> {
  const { network, manifest } = model;
  const greyValues = images.map((image) => imageGreyValues(model, image));
  const logits = await network.forward(concatenateFloats(greyValues));
  return images.map((_, i) => ({
    values: Object.fromEntries(
      manifest.tasks.map((task) => [
        task.id,
        valueOfLogit(task, logits[i * network.outputs + task.outputIndex]),
      ]),
    ),
  }));
}

/**
 * An image's grey values as the network reads them: its own, or standardised where the model asks for it.
 *
 * @returns [size, size, channels] row by row; not to be modified, it may be the image's own data.
 * @throws Error when the image has another size than the model's input.
 */
export function imageGreyValues(
  { manifest: { input } }: Pick<PredictionNetwork, 'manifest'>,
  image: NetworkImage,
): Float32Array {
  const { size, channels, data } = image;
  if (size !== input.size || channels !== input.channels) {
    throw new Error(
      `The model reads images of ${input.size}x${input.size}x${input.channels}, and this one ` +
        `is ${size}x${size}x${channels}; prepare it with the model's input contract.`,
    );
  }
  return input.standardisation === 'image' ? standardisedImage(data) : data;
}

/**
 * A logit in the unit of its task: logit * labelStd + labelMean for a regression (with a pixelExponent in
 * pixels to that power), its exponential for a frameVolume (in cubic pixels), the logistic function of the
 * calibrated logit for a classification (Platt 1999).
 *
 * @throws Error when the logit is not a finite number.
 */
export function valueOfLogit(
  task: Pick<Task, 'name' | 'kind' | 'frameVolume' | 'labelMean' | 'labelStd' | 'calibration'>,
  logit: number,
): number {
  if (!Number.isFinite(logit)) {
    throw new Error(
      `The network gave no number for ${task.name} (${logit}); the graphics device may have ` +
        'failed: try again, or choose another backend.',
    );
  }
  if (task.kind === 'classification') {
    const { slope, intercept } = task.calibration?.probability ?? { slope: 1, intercept: 0 };
    return 1 / (1 + Math.exp(-(slope * logit + intercept)));
  }
  const value = logit * (task.labelStd ?? 1) + (task.labelMean ?? 0);
  return task.frameVolume ? Math.exp(value) : value;
}
