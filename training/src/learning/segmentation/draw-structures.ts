import { randomStream, shuffled, type RandomStream } from '@echonet/models/random';
import type { Cohort, CohortClip } from '../../data/prepared/open-prepared';
import { inBatches } from '../train/draw-frames';
import { splitClips } from '../train/run-data';
import type { SegmentationSet } from './config';
import type { StructureDraw } from './read-structure-batch';

/** A frame whose structures are known. */
export type LabelledFrame = Omit<StructureDraw, 'augmentation'>;

/** The frames of the clips whose structures are known, in order. */
export function labelledFrames(clips: readonly CohortClip[], set: number): LabelledFrame[] {
  return clips.flatMap(({ images }) =>
    labelledFrameIndices(images).map((frameIndex) => ({ images, frameIndex, set })),
  );
}

/** Of every data set, in the order of the run's sources. */
export type FramesOfSets<Frame> = Readonly<
  Record<'train' | 'validation', readonly (readonly Frame[])[]>
>;

/** The labelled frames of the training and validation patients. */
export function framesOfSets(
  cohorts: readonly Cohort[],
  sets: readonly SegmentationSet[],
): FramesOfSets<LabelledFrame> {
  const framesOf = (subset: 'train' | 'validation') =>
    cohorts.map((cohort, set) =>
      labelledFrames(splitClips(cohort.clips, sets[set].split)[subset], set),
    );
  return { train: framesOf('train'), validation: framesOf('validation') };
}

export function labelledFrameIndices({
  structuresFile,
  frameCount,
  labelledFrames: labelled,
}: CohortClip['images']): readonly number[] {
  if (structuresFile === undefined) {
    return [];
  }
  return labelled ?? Array.from({ length: frameCount }, (_, index) => index);
}

/** Training frames of one data set, and its share of the images. */
export interface FrameSource<Frame extends LabelledFrame> {
  readonly frames: readonly Frame[];
  readonly share: number;
}

/**
 * The batches of one epoch, which depend on seed and epoch alone. Every image is of a data set by the
 * sets' shares; a set's frames are all drawn once before one is drawn again.
 *
 * @param epoch from 0
 */
export function drawStructureEpoch<Frame extends LabelledFrame>(
  sources: readonly FrameSource<Frame>[],
  {
    seed,
    epoch,
    steps,
    batchSize,
  }: { seed: number; epoch: number; steps: number; batchSize: number },
): (Frame & Required<Pick<StructureDraw, 'augmentation'>>)[][] {
  const random = randomStream(seed, 'structures', epoch);
  const cycles = sources.map(({ frames }) => endlessly(frames, random));
  const shares = sources.map(({ share }) => share);
  const total = shares.reduce((sum, share) => sum + share, 0);
  const draws = Array.from({ length: steps * batchSize }, (_, index) => {
    let left = random() * total;
    const source = shares.findIndex((share) => (left -= share) < 0);
    const frame = cycles[source < 0 ? shares.length - 1 : source].next().value;
    return { ...frame, augmentation: `${seed}/${epoch}/${index}` };
  });
  return inBatches(draws, batchSize);
}

function* endlessly<T>(items: readonly T[], random: RandomStream): Generator<T, never> {
  for (;;) {
    yield* shuffled(items, random);
  }
}
