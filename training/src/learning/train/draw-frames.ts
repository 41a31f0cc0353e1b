import { randomStream, shuffled } from '@echonet/models/random';
import type { CohortClip } from '../../data/prepared/open-prepared';
import type { Augmentation, AugmentationKind, EchoAugmentation } from './augmentation';
import type { FurtherClips } from './further-sets';

/** One frame of a clip to be read into a batch; structured-cloneable, for worker threads. */
export interface FrameDraw {
  readonly clip: CohortClip;
  readonly frameIndex: number;
  /** Absent: the image is not changed. */
  readonly augmentation?: Augmentation | EchoAugmentation;
}

/** Augmentation is uniform within these limits (Ghorbani et al. 2020: 20 degrees, 0.1). */
export interface AugmentationLimits {
  /** 'rotation' unless given; 'echo' has limits of its own. */
  readonly augmentation?: AugmentationKind;
  readonly rotationDegrees: number;
  readonly brightness: number;
}

/**
 * The batches of one epoch: `framesPerClip` random frames of every clip, in random order and with
 * random augmentation, and among them the shares of further clips. They depend on seed and epoch alone.
 * An incomplete last batch is dropped: its statistics would disturb batch normalisation, and other epochs
 * draw in another order.
 */
export function drawEpoch(
  clips: readonly CohortClip[],
  {
    seed,
    epoch,
    batchSize,
    framesPerClip,
    limits,
    further = [],
  }: {
    seed: number;
    epoch: number;
    batchSize: number;
    framesPerClip: number;
    limits: AugmentationLimits;
    further?: readonly Pick<FurtherClips, 'clips' | 'share'>[];
  },
): FrameDraw[][] {
  const random = randomStream(seed, 'epoch', epoch);
  const around = (limit: number) => (random() * 2 - 1) * limit;
  const own = passesOver(clips, framesPerClip * clips.length, random);
  const others = further.flatMap((set) =>
    passesOver(set.clips, Math.round(set.share * own.length), random),
  );
  const chosen = others.length > 0 ? shuffled([...own, ...others], random) : own;
  const draws = chosen.map((clip, index) => ({
    clip,
    frameIndex: Math.floor(random() * clip.images.frameCount),
    augmentation:
      limits.augmentation === 'echo'
        ? { key: `${seed}/${epoch}/${index}` }
        : {
            rotationDegrees: around(limits.rotationDegrees),
            brightness: around(limits.brightness),
          },
  }));
  const size = Math.min(batchSize, draws.length);
  return inBatches(draws, size).filter((batch) => batch.length === size);
}

/** So many clips: each as often as every other one, or once more. */
function passesOver(
  clips: readonly CohortClip[],
  count: number,
  random: () => number,
): CohortClip[] {
  const passes = Math.ceil(count / clips.length);
  return Array.from({ length: passes }, () => shuffled(clips, random))
    .flat()
    .slice(0, count);
}

/** Consecutive batches of `size` items; the last one may be smaller. */
export function inBatches<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}

/** `count` frames spread evenly over each clip (all frames of a shorter one), not augmented. */
export function evenFrames(clips: readonly CohortClip[], count: number): FrameDraw[] {
  return clips.flatMap((clip) => {
    const taken = Math.min(count, clip.images.frameCount);
    return Array.from({ length: taken }, (_, index) => ({
      clip,
      frameIndex: Math.floor(((index + 0.5) * clip.images.frameCount) / taken),
    }));
  });
}
