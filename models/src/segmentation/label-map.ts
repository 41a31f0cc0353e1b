import type { Crop } from '../image/sector';
import type { LogitMaps } from './segment-frames';

/** The frame that labels are wanted for, in image pixels. */
export interface LabelledImage {
  readonly Rows: number;
  readonly Columns: number;
  /** The square that the network's image covers. */
  readonly crop: Crop;
  /** 1 where a label may lie, Rows * Columns values; everywhere unless given. */
  readonly mask?: Uint8Array;
}

/**
 * The most probable structure of every pixel of a frame: logits are interpolated linearly between
 * their samples, and pixels outside the crop are background.
 *
 * @param codes code of each of the network's classes
 * @returns Rows * Columns codes, row by row
 */
export function labelMap(
  { rows, columns, channels, values }: LogitMaps,
  { Rows, Columns, crop, mask }: LabelledImage,
  codes: readonly number[],
): Uint8Array<ArrayBuffer> {
  const labels = new Uint8Array(Rows * Columns);
  const across = samplesOf(Columns, crop.x, crop.width, columns);
  const down = samplesOf(Rows, crop.y, crop.height, rows);
  for (let y = 0, out = 0; y < Rows; y++) {
    const vertical = down[y];
    for (let x = 0; x < Columns; x++, out++) {
      const horizontal = across[x];
      if (!vertical || !horizontal || mask?.[out] === 0) {
        continue;
      }
      const top = vertical.first * columns;
      const bottom = vertical.second * columns;
      const corners = [
        (top + horizontal.first) * channels,
        (top + horizontal.second) * channels,
        (bottom + horizontal.first) * channels,
        (bottom + horizontal.second) * channels,
      ];
      let [best, highest] = [0, -Infinity];
      for (let channel = 0; channel < channels; channel++) {
        const upper =
          values[corners[0] + channel] * (1 - horizontal.share) +
          values[corners[1] + channel] * horizontal.share;
        const lower =
          values[corners[2] + channel] * (1 - horizontal.share) +
          values[corners[3] + channel] * horizontal.share;
        const logit = upper * (1 - vertical.share) + lower * vertical.share;
        if (logit > highest) {
          [best, highest] = [channel, logit];
        }
      }
      labels[out] = codes[best];
    }
  }
  return labels;
}

/** Two neighbouring samples and the share of the second. */
interface Samples {
  readonly first: number;
  readonly second: number;
  readonly share: number;
}

/** Per pixel of an axis, the samples around its centre; undefined outside the crop. */
function samplesOf(
  pixels: number,
  start: number,
  length: number,
  count: number,
): (Samples | undefined)[] {
  return Array.from({ length: pixels }, (_, pixel) => {
    const at = ((pixel + 0.5 - start) * count) / length;
    if (at < 0 || at > count) {
      return undefined;
    }
    const sample = Math.min(count - 1, Math.max(0, at - 0.5));
    const first = Math.floor(sample);
    return { first, second: Math.min(count - 1, first + 1), share: sample - first };
  });
}
