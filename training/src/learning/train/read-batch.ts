import { readFrame, type ImageContract } from '../../data/prepared/images';
import { augmentInto } from './augmentation';
import type { FrameDraw } from './draw-frames';
import type { TrainedTask } from './trained-task';

/** One batch, in the order of its draws. */
export interface Batch {
  readonly imageCount: number;
  /** In [0, 1], [imageCount, size, size, channels]. */
  readonly greyValues: Float32Array<ArrayBuffer>;
  /** Standardised, 0 where unknown, [imageCount, tasks]. */
  readonly labels: Float32Array<ArrayBuffer>;
  /** 1 where the label is known, [imageCount, tasks]. */
  readonly known: Float32Array<ArrayBuffer>;
}

export interface BatchContract {
  readonly input: Pick<ImageContract, 'size' | 'channels'>;
  readonly tasks: readonly Pick<TrainedTask, 'id' | 'outputIndex' | 'labelMean' | 'labelStd'>[];
}

/** Reads and augments the images of the draws and standardises their labels. */
export function readBatch(draws: readonly FrameDraw[], { input, tasks }: BatchContract): Batch {
  const labels = new Float32Array(draws.length * tasks.length);
  const known = new Float32Array(draws.length * tasks.length);
  draws.forEach(({ clip }, row) => {
    for (const { id, outputIndex, labelMean = 0, labelStd = 1 } of tasks) {
      const label = clip.labels[id];
      if (label === undefined) {
        continue;
      }
      labels[row * tasks.length + outputIndex] = (label - labelMean) / labelStd;
      known[row * tasks.length + outputIndex] = 1;
    }
  });
  return { imageCount: draws.length, greyValues: readGreyValues(draws, input), labels, known };
}

/** Grey values in [0, 1] of the drawn frames, [draws.length, size, size, channels]. */
export function readGreyValues(
  draws: readonly FrameDraw[],
  input: BatchContract['input'],
): Float32Array<ArrayBuffer> {
  const { size, channels } = input;
  const length = size * size * channels;
  const greyValues = new Float32Array(draws.length * length);
  draws.forEach(({ clip, frameIndex, augmentation }, index) => {
    const { frame, mask } = readFrame(clip.images, frameIndex, input);
    const target = greyValues.subarray(index * length, (index + 1) * length);
    if (augmentation) {
      augmentInto(target, frame, mask, size, channels, augmentation);
    } else {
      for (let i = 0; i < length; i++) {
        target[i] = frame[i] / 255;
      }
    }
  });
  return greyValues;
}
