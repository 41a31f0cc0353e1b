import { randomStream } from '@echonet/models/random';
import { resize, resizeAxis, standardisedImage, type StructureName } from '@echonet/models';
import type { CohortClip } from '../../data/prepared/open-prepared';
import { markedStructures, readFrame, readStructures } from '../../data/prepared/images';
import { augmentEcho, type AugmentedEcho, type EchoImage } from '../augmentation/augment-echo';
import { echoSpread, type Affine } from '../augmentation/affine';
import { firstChannel, nearestSamples } from './resampling';

/** Structures of a prepared data set. */
export interface LabelledStructures {
  /** Side of its images in pixels. */
  readonly size: number;
  readonly channels: number;
  /** Names of the codes of its structures. */
  readonly names: readonly string[];
  /** Names of those that are labelled; where others are, the pixel has code 0. */
  readonly labelled: readonly string[];
}

/** One frame to be read into a batch; structured-cloneable, for worker threads. */
export interface StructureDraw {
  readonly images: CohortClip['images'];
  readonly frameIndex: number;
  /** Index of the data set. */
  readonly set: number;
  /** Key of the random augmentation; absent: the image is not changed. */
  readonly augmentation?: string;
}

export interface StructureContract {
  /** Side of the network's images in pixels. */
  readonly size: number;
  /** Side of its output in pixels, of which `size` is a multiple. */
  readonly outputSize: number;
  /** The network's classes; the first is the background. */
  readonly structures: readonly StructureName[];
  readonly sets: readonly LabelledStructures[];
  /** Probability of a left-right flip. */
  readonly flipProbability: number;
}

/** One batch, in the order of its draws; see StructureTargets for the shapes. */
export interface StructureBatch {
  readonly imageCount: number;
  readonly size: number;
  readonly outputSize: number;
  readonly classes: number;
  /** Standardised, [imageCount, size, size]. */
  readonly images: Float32Array<ArrayBuffer>;
  readonly shares: Float32Array<ArrayBuffer>;
  readonly merge: Float32Array<ArrayBuffer>;
  readonly present: Float32Array<ArrayBuffer>;
  /** One an image: from its pixels to those of the prepared image. */
  readonly toSource: readonly Affine[];
}

/** Reads and augments the images of the draws. */
export async function readStructureBatch(
  draws: readonly StructureDraw[],
  contract: StructureContract,
): Promise<StructureBatch> {
  const { size, outputSize, structures, sets } = contract;
  const classes = structures.length;
  const images = new Float32Array(draws.length * size * size);
  const shares = new Float32Array(draws.length * outputSize ** 2 * classes);
  const merge = new Float32Array(draws.length * classes ** 2);
  const present = new Float32Array(classes);
  const toSource: Affine[] = [];
  for (const [index, draw] of draws.entries()) {
    const set = sets[draw.set];
    const labelled = markedStructures(draw.images, draw.frameIndex, set.labelled);
    const echo = await readEcho(draw, set, contract);
    images.set(standardisedImage(echo.greyValues), index * size * size);
    toSource.push(echo.toSource);
    const target = shares.subarray(
      index * outputSize ** 2 * classes,
      (index + 1) * outputSize ** 2 * classes,
    );
    addShares(target, echo.structures!, classOfCode({ ...set, labelled }, structures), contract);
    structures.forEach((name, channel) => {
      const isLabelled = channel > 0 && labelled.includes(name);
      const column = isLabelled ? channel : 0;
      merge[index * classes ** 2 + channel * classes + column] = 1;
      present[channel] = Math.max(present[channel], Number(isLabelled));
    });
  }
  return {
    ...{ imageCount: draws.length, size, outputSize, classes },
    ...{ images, shares, merge, present, toSource },
  };
}

async function readEcho(
  { images, frameIndex, augmentation }: StructureDraw,
  set: LabelledStructures,
  { size, flipProbability }: StructureContract,
): Promise<AugmentedEcho> {
  const { frame, mask } = readFrame(images, frameIndex, set);
  const echo: EchoImage = {
    size: set.size,
    greyValues: firstChannel(frame, set.channels),
    mask,
    structures: readStructures(images, frameIndex, set),
  };
  return augmentation === undefined
    ? resizedEcho(echo, size)
    : augmentEcho(echo, size, randomStream(augmentation), { ...echoSpread, flipProbability });
}

/** The image as the viewer prepares it, but by way of the prepared size. */
export function resizedEcho({ size: from, ...echo }: EchoImage, size: number): AugmentedEcho {
  const axis = resizeAxis(0, from, size, from);
  const greyValues = resize(echo.greyValues, from, axis, axis).map((value) =>
    Math.min(1, value / 255),
  );
  const { structures } = echo;
  return {
    greyValues,
    toSource: { xx: from / size, xy: 0, x0: 0, yx: 0, yy: from / size, y0: 0 },
    ...(structures && { structures: nearestSamples(structures, from, size) }),
  };
}

/** The network's class of each code of a data set. */
function classOfCode(
  { names, labelled }: LabelledStructures,
  structures: StructureContract['structures'],
): number[] {
  return names.map((name) => {
    const channel = structures.findIndex((structure) => structure === name);
    return channel > 0 && labelled.includes(name) ? channel : 0;
  });
}

/** Adds to each output pixel the share of every class among the pixels that it covers. */
function addShares(
  target: Float32Array,
  codes: Uint8Array,
  channelOf: readonly number[],
  { size, outputSize, structures }: StructureContract,
): void {
  const step = size / outputSize;
  const share = 1 / step ** 2;
  for (let y = 0, i = 0; y < size; y++) {
    const row = Math.floor(y / step) * outputSize;
    for (let x = 0; x < size; x++, i++) {
      const pixel = row + Math.floor(x / step);
      target[pixel * structures.length + (channelOf[codes[i]] ?? 0)] += share;
    }
  }
}
