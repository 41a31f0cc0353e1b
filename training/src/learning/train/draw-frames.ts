import { randomStream, shuffled } from '@echonet/models/random';
import type { CohortClip } from '../../data/prepared/open-prepared';
import type { Augmentation } from './augmentation';

/** One image of a clip, as it enters a batch; plain data, for workers. */
export interface FrameDraw {
  readonly clip: CohortClip;
  readonly frameIndex: number;
  /** Absent: the image as it is. */
  readonly augmentation?: Augmentation;
}

/** Limits of the random changes (the paper's: 20 degrees, 0.1). */
export interface AugmentationLimits {
  readonly rotationDegrees: number;
  readonly brightness: number;
}

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
      frameIndex: Math.floor(random() * clip.images.frameCount),
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
    const taken = Math.min(count, clip.images.frameCount);
    return Array.from({ length: taken }, (_, index) => ({
      clip,
      frameIndex: Math.floor(((index + 0.5) * clip.images.frameCount) / taken),
    }));
  });
}
