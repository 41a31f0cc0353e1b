import { randomStream } from '@echonet/models/random';
import { readFrame, type ImageContract } from '../../data/prepared/images';
import { augmentEcho } from '../augmentation/augment-echo';
import { firstChannel } from '../segmentation/resampling';
import { augmentInto } from './augmentation';
import type { FrameDraw } from './draw-frames';
import { learnedLabel } from './learned-label';
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
  readonly tasks: readonly Pick<
    TrainedTask,
    'id' | 'outputIndex' | 'pixelExponent' | 'labelMean' | 'labelStd'
  >[];
}

/** Reads and augments the images of the draws and standardises their labels. */
export async function readBatch(
  draws: readonly FrameDraw[],
  { input, tasks }: BatchContract,
): Promise<Batch> {
  const labels = new Float32Array(draws.length * tasks.length);
  const known = new Float32Array(draws.length * tasks.length);
  const length = input.size * input.size * input.channels;
  const greyValues = new Float32Array(draws.length * length);
  for (const [row, draw] of draws.entries()) {
    const target = greyValues.subarray(row * length, (row + 1) * length);
    const enlargement = await readInto(target, draw, input);
    for (const task of tasks) {
      const { outputIndex, pixelExponent = 0, labelMean = 0, labelStd = 1 } = task;
      const label = learnedLabel(task, draw.clip);
      if (label === undefined) {
        continue;
      }
      const shown = label * enlargement ** pixelExponent;
      labels[row * tasks.length + outputIndex] = (shown - labelMean) / labelStd;
      known[row * tasks.length + outputIndex] = 1;
    }
  }
  return { imageCount: draws.length, greyValues, labels, known };
}

/** Grey values in [0, 1] of frames that are not augmented, [draws.length, size, size, channels]. */
export function readGreyValues(
  draws: readonly Omit<FrameDraw, 'augmentation'>[],
  input: BatchContract['input'],
): Float32Array<ArrayBuffer> {
  const { size, channels } = input;
  const length = size * size * channels;
  const greyValues = new Float32Array(draws.length * length);
  draws.forEach(({ clip, frameIndex }, index) => {
    scaleInto(
      greyValues.subarray(index * length, (index + 1) * length),
      readFrame(clip.images, frameIndex, input).frame,
    );
  });
  return greyValues;
}

/** @returns how many times as long the heart has become in the image: the mean over all directions */
async function readInto(
  target: Float32Array,
  { clip, frameIndex, augmentation }: FrameDraw,
  input: BatchContract['input'],
): Promise<number> {
  const { size, channels } = input;
  const { frame, mask } = readFrame(clip.images, frameIndex, input);
  if (!augmentation) {
    scaleInto(target, frame);
    return 1;
  }
  if (!('key' in augmentation)) {
    augmentInto(target, frame, mask, size, channels, augmentation);
    return 1;
  }
  const greyValues = firstChannel(frame, channels);
  const random = randomStream(augmentation.key, 'echo');
  const echo = await augmentEcho({ size, greyValues, mask }, size, random);
  for (let i = 0; i < target.length; i++) {
    target[i] = echo.greyValues[Math.floor(i / channels)];
  }
  const { xx, xy, yx, yy } = echo.toSource;
  return 1 / Math.sqrt(xx * yy - xy * yx);
}

function scaleInto(target: Float32Array, frame: Uint8Array): void {
  for (let i = 0; i < target.length; i++) {
    target[i] = frame[i] / 255;
  }
}
