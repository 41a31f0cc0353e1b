import type { NetworkImage } from './preparation';

/**
 * Statistics of a clip's images inside the sector. They are not a quality score: from which value
 * on predictions suffer has not been measured.
 */
export interface ImageQuality {
  /**
   * 95th minus 5th percentile of the grey values, 0 to 1: low when gain or window leave no
   * contrast.
   */
  readonly contrast: number;
  /** Black fraction of the sector, 0 to 1: high without contact or with low gain. */
  readonly blackShare: number;
  /** White fraction of the sector, 0 to 1: high with too much gain. */
  readonly whiteShare: number;
}

/** 8-bit grey values up to 8 cannot be told from black, nor those from 247 on from white. */
const [black, white] = [8.5 / 255, 246.5 / 255];

const levels = 256;

/**
 * Measures images of one clip together.
 *
 * @param images prepared for a network, at least one @param mask one value per pixel: 1 inside the
 *   sector, otherwise 0
 * @returns all 0 for an empty mask
 */
export function imageQuality(images: readonly NetworkImage[], mask: Uint8Array): ImageQuality {
  const histogram = new Uint32Array(levels);
  let [count, blacks, whites] = [0, 0, 0];
  for (const { channels, data } of images) {
    for (let pixel = 0; pixel < mask.length; pixel++) {
      if (!mask[pixel]) {
        continue;
      }
      const grey = data[pixel * channels];
      histogram[Math.round(grey * (levels - 1))]++;
      count++;
      if (grey < black) {
        blacks++;
      }
      if (grey > white) {
        whites++;
      }
    }
  }
  if (count === 0) {
    return { contrast: 0, blackShare: 0, whiteShare: 0 };
  }
  return {
    contrast: (percentile(histogram, 0.95 * count) - percentile(histogram, 0.05 * count)) / 255,
    blackShare: blacks / count,
    whiteShare: whites / count,
  };
}

/** The lowest level whose cumulative count reaches `wanted`. */
function percentile(histogram: Uint32Array, wanted: number): number {
  let sum = 0;
  for (let level = 0; level < levels; level++) {
    sum += histogram[level];
    if (sum >= wanted) {
      return level;
    }
  }
  return levels - 1;
}
