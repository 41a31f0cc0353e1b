import type { NetworkImage } from './preparation';

/**
 * Facts about how a clip's images look inside the sector. They are no score: nobody has measured
 * from which value on a reading suffers.
 */
export interface ImageQuality {
  /** 95th less 5th percentile of the grey values, 0 to 1: small where gain or window leave no contrast. */
  readonly contrast: number;
  /** Share of the sector that is black, 0 to 1: large where the probe does not touch, or gain is low. */
  readonly blackShare: number;
  /** Share of the sector that is white, 0 to 1: large where gain is too high. */
  readonly whiteShare: number;
}

/** Of 8-bit grey values, up to 8 are told from black by nobody, and from 247 on from white. */
const [black, white] = [8.5 / 255, 246.5 / 255];

/** Levels that grey values are counted in. */
const levels = 256;

/**
 * Measures images of one clip together.
 *
 * @param images prepared for a network, at least one
 * @param mask one value a pixel of an image: 1 inside the sector, otherwise 0
 * @returns all 0 for a mask without a pixel
 */
export function imageQuality(images: readonly NetworkImage[], mask: Uint8Array): ImageQuality {
  const histogram = new Uint32Array(levels);
  let [count, blacks, whites] = [0, 0, 0];
  for (const { channels, data } of images) {
    for (let pixel = 0; pixel < mask.length; pixel++) {
      if (!mask[pixel]) continue;
      const grey = data[pixel * channels];
      histogram[Math.round(grey * (levels - 1))]++;
      count++;
      if (grey < black) blacks++;
      if (grey > white) whites++;
    }
  }
  if (count === 0) return { contrast: 0, blackShare: 0, whiteShare: 0 };
  return {
    contrast: (percentile(histogram, 0.95 * count) - percentile(histogram, 0.05 * count)) / 255,
    blackShare: blacks / count,
    whiteShare: whites / count,
  };
}

/** The lowest level that, with those below it, holds so many. */
function percentile(histogram: Uint32Array, wanted: number): number {
  let sum = 0;
  for (let level = 0; level < levels; level++) {
    sum += histogram[level];
    if (sum >= wanted) return level;
  }
  return levels - 1;
}
