import * as tf from '@tensorflow/tfjs-core';
import type { Model } from '../model/load-model';
import type { Task } from '../model/manifest';
import type { NetworkPicture } from '../picture/preparation';

/** What the network says about one frame. */
export interface FramePrediction {
  /** By task id: in the task's unit, or a probability in [0, 1]. */
  readonly values: Readonly<Record<string, number>>;
}

/**
 * Reads one frame.
 *
 * @param picture prepared for model.manifest.input.
 * @throws Error when the picture has another size, or the network answers with something that is
 *   not a number.
 */
export async function predictFrame(
  model: Model,
  picture: NetworkPicture,
): Promise<FramePrediction> {
  const output = tf.tidy(() => model.network.forward(pictureTensor(model, picture)));
  try {
    const logits = await output.data<'float32'>();
    const { tasks } = model.manifest;
    return {
      values: Object.fromEntries(
        tasks.map((task) => [task.id, valueOfLogit(task, logits[task.outputIndex])]),
      ),
    };
  } finally {
    output.dispose();
  }
}

/**
 * A picture as the network reads it.
 *
 * @returns [1, size, size, channels]; the caller disposes it.
 * @throws Error when the picture has another size than the model's input.
 */
export function pictureTensor(
  { manifest: { input } }: Model,
  picture: NetworkPicture,
): tf.Tensor4D {
  const { size, channels, data } = picture;
  if (size !== input.size || channels !== input.channels) {
    throw new Error(
      `The model reads pictures of ${input.size}x${input.size}x${input.channels}, and this one ` +
        `is ${size}x${size}x${channels}; prepare it with the model's input contract.`,
    );
  }
  return tf.tensor4d(data, [1, size, size, channels]);
}

/**
 * A logit in the unit of its task: logit * labelStd + labelMean for a regression, the logistic
 * function for a classification.
 *
 * @throws Error when the logit is not a finite number.
 */
export function valueOfLogit(
  task: Pick<Task, 'name' | 'kind' | 'labelMean' | 'labelStd'>,
  logit: number,
): number {
  if (!Number.isFinite(logit)) {
    throw new Error(
      `The network gave no number for ${task.name} (${logit}); the graphics device may have ` +
        'failed: try again, or choose another backend.',
    );
  }
  if (task.kind === 'classification') return 1 / (1 + Math.exp(-logit));
  return logit * (task.labelStd ?? 1) + (task.labelMean ?? 0);
}
