import type { RandomStream } from '@echonet/models/random';
import {
  drawAffine,
  echoSpread,
  warpCodes,
  warpGreyValues,
  type Affine,
  type AffineSpread,
} from './affine';
import {
  addGainAndBrightness,
  addGainRamps,
  addGamma,
  addShadowOrHaze,
  addSpeckle,
  cutSector,
  randomBlur,
  randomResolution,
  throughJpeg,
} from './appearance';

/** One image of prepared data, its sector, and its structures where they are known. */
export interface EchoImage {
  /** Side in pixels. */
  readonly size: number;
  /** 0..255, [size, size]. */
  readonly greyValues: Uint8Array;
  /** 1 inside the sector, [size, size]. */
  readonly mask: Uint8Array;
  /** Code of each pixel, [size, size]. */
  readonly structures?: Uint8Array;
}

export interface AugmentedEcho {
  /** In [0, 1], 0 outside the sector, [size, size]. */
  readonly greyValues: Float32Array;
  /** [size, size]; absent where the structures are unknown. */
  readonly structures?: Uint8Array<ArrayBuffer>;
  /** From its pixels to those of the source. */
  readonly toSource: Affine;
}

/** Probability of each change. */
const probabilities = {
  resolution: 0.35,
  blur: 0.3,
  speckle: 0.4,
  gainRamps: 0.4,
  shadowOrHaze: 0.25,
  gamma: 0.8,
  jpeg: 0.15,
  cutSector: 0.25,
};

/**
 * The image as another patient, probe position, scanner, setting or export could have made it. Image,
 * sector and structures move by one transform.
 *
 * @param size side of the augmented image in pixels
 */
export async function augmentEcho(
  { size: from, greyValues, mask, structures }: EchoImage,
  size: number,
  random: RandomStream,
  spread: AffineSpread = echoSpread,
): Promise<AugmentedEcho> {
  const affine = drawAffine(random, spread, from, size);
  const sector = warpCodes(mask, from, size, affine);
  let image = warpGreyValues(greyValues, from, size, affine);
  if (random() < probabilities.resolution) {
    image = randomResolution(image, size, random);
  }
  if (random() < probabilities.blur) {
    image = randomBlur(image, size, random);
  }
  if (random() < probabilities.speckle) {
    addSpeckle(image, size, random);
  }
  if (random() < probabilities.gainRamps) {
    addGainRamps(image, size, random);
  }
  if (random() < probabilities.shadowOrHaze) {
    addShadowOrHaze(image, size, random);
  }
  if (random() < probabilities.gamma) {
    addGamma(image, random);
  }
  addGainAndBrightness(image, random);
  if (random() < probabilities.jpeg) {
    image = await throughJpeg(image, size, random);
  }
  if (random() < probabilities.cutSector) {
    cutSector(sector, size, random);
  }
  for (let i = 0; i < image.length; i++) {
    image[i] *= sector[i];
  }
  return {
    greyValues: image,
    toSource: affine,
    ...(structures && { structures: warpCodes(structures, from, size, affine) }),
  };
}
