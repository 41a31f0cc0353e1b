import * as tf from '@tensorflow/tfjs-core';
import type { InputContract } from '@echonet/models';
import { augmentInto, type Augmentation } from '../cohort/augmentation';
import type { CohortClip } from '../cohort/cohort';
import { readFrame } from '../cohort/frame-cache';
import { randomStream, shuffled } from '../random';
import type { TrainedTask } from './standardisation';

/** One picture of a clip, as it enters a batch. */
export interface FrameDraw {
  readonly clip: CohortClip;
  readonly frameIndex: number;
  readonly augmentation: Augmentation;
}

/** Limits of the random changes (the paper's: 20 degrees, 0.1). */
export interface AugmentationLimits {
  readonly rotationDegrees: number;
  readonly brightness: number;
}

/** A batch on the backend. */
export interface Batch {
  /** Standardised pictures, [n, size, size, channels]. */
  readonly x: tf.Tensor4D;
  /** Standardised labels, 0 where unknown, [n, tasks]. */
  readonly labels: tf.Tensor2D;
  /** 1 where the label is known, [n, tasks]. */
  readonly known: tf.Tensor2D;
}

const unchanged: Augmentation = { rotationDegrees: 0, brightness: 0 };

/**
 * The batches of one epoch: every clip in random order with `framesPerClip` random frames, each
 * changed at random. They depend on seed and epoch alone. What does not fill the last batch is left
 * to the other epochs, whose order differs; a small last batch would disturb batch normalisation.
 */
export function drawEpoch(
  clips: readonly CohortClip[],
  {
    seed,
    epoch,
    batchSize,
    framesPerClip,
    limits,
  }: {
    seed: number;
    epoch: number;
    batchSize: number;
    framesPerClip: number;
    limits: AugmentationLimits;
  },
): FrameDraw[][] {
  const random = randomStream(seed, 'epoch', epoch);
  const around = (limit: number) => (random() * 2 - 1) * limit;
  const draws = Array.from({ length: framesPerClip }, () => shuffled(clips, random))
    .flat()
    .map((clip) => ({
      clip,
      frameIndex: Math.floor(random() * clip.pictures.frameCount),
      augmentation: {
        rotationDegrees: around(limits.rotationDegrees),
        brightness: around(limits.brightness),
      },
    }));
  const size = Math.min(batchSize, draws.length);
  return Array.from({ length: Math.floor(draws.length / size) }, (_, index) =>
    draws.slice(index * size, (index + 1) * size),
  );
}

/** `count` frames spread evenly over each clip, unchanged. */
export function evenFrames(clips: readonly CohortClip[], count: number): FrameDraw[] {
  return clips.flatMap((clip) => {
    const taken = Math.min(count, clip.pictures.frameCount);
    return Array.from({ length: taken }, (_, index) => ({
      clip,
      frameIndex: Math.floor(((index + 0.5) * clip.pictures.frameCount) / taken),
      augmentation: unchanged,
    }));
  });
}

/** Greys in [0, 1] of the drawn frames, [n, size, size, channels]; the caller disposes it. */
export function readPictures(draws: readonly FrameDraw[], input: InputContract): tf.Tensor4D {
  const { size, channels } = input;
  const length = size * size * channels;
  const greys = new Float32Array(draws.length * length);
  draws.forEach(({ clip, frameIndex, augmentation }, index) => {
    const { frame, mask } = readFrame(clip.pictures, frameIndex, input);
    const target = greys.subarray(index * length, (index + 1) * length);
    if (augmentation === unchanged) {
      for (let i = 0; i < length; i += 1) target[i] = frame[i] / 255;
    } else {
      augmentInto(target, frame, mask, size, channels, augmentation);
    }
  });
  return tf.tensor4d(greys, [draws.length, size, size, channels]);
}

/** Pictures and labels of the drawn frames; the caller disposes the three tensors. */
export function readBatch(
  draws: readonly FrameDraw[],
  input: InputContract,
  tasks: readonly TrainedTask[],
): Batch {
  const labels = new Float32Array(draws.length * tasks.length);
  const known = new Float32Array(draws.length * tasks.length);
  draws.forEach(({ clip }, row) => {
    for (const { id, outputIndex, labelMean = 0, labelStd = 1 } of tasks) {
      const label = clip.labels[id];
      if (label === undefined) continue;
      labels[row * tasks.length + outputIndex] = (label - labelMean) / labelStd;
      known[row * tasks.length + outputIndex] = 1;
    }
  });
  const shape: [number, number] = [draws.length, tasks.length];
  return {
    x: tf.tidy(() => tf.div(tf.sub(readPictures(draws, input), input.mean), input.std)),
    labels: tf.tensor2d(labels, shape),
    known: tf.tensor2d(known, shape),
  };
}
