import { pixelMap } from '../image/pixel-map';
import type { Sector } from '../image/sector';
import type { LogitMaps } from './logit-maps';

/** The frame that labels are wanted for, in image pixels. */
export interface LabelledImage extends Pick<Sector, 'Rows' | 'Columns' | 'crop' | 'turn'> {
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
  maps: LogitMaps,
  image: LabelledImage,
  codes: readonly number[],
): Uint8Array<ArrayBuffer> {
  const { Rows, Columns, mask } = image;
  const { rows, columns, channels } = maps;
  const labels = new Uint8Array(Rows * Columns);
  const [acrossMap, downMap] = [pixelMap(image, columns), pixelMap(image, rows)];
  const across = samplesOf(Columns, columns, (x) => acrossMap.toNetwork(x, 0).x);
  const down = samplesOf(Rows, rows, (y) => downMap.toNetwork(0, y).y);
  const row = new Float32Array(columns * channels);
  for (let y = 0; y < Rows; y++) {
    const vertical = down[y];
    if (!vertical) {
      continue;
    }
    interpolateRow(maps, vertical, row);
    for (let x = 0, out = y * Columns; x < Columns; x++, out++) {
      const horizontal = across[x];
      if (horizontal && mask?.[out] !== 0) {
        labels[out] = codes[highestAt(row, channels, horizontal)];
      }
    }
  }
  return labels;
}

/** @param row columns * channels logits, overwritten */
function interpolateRow(
  { columns, channels, values }: LogitMaps,
  { first, second, share }: Samples,
  row: Float32Array,
): void {
  const length = columns * channels;
  const [upper, lower] = [first * length, second * length];
  for (let i = 0; i < length; i++) {
    row[i] = values[upper + i] * (1 - share) + values[lower + i] * share;
  }
}

/** The channel with the highest logit, interpolated within a row; the first of equal ones. */
function highestAt(row: Float32Array, channels: number, samples: Samples): number {
  const left = samples.first * channels;
  const right = samples.second * channels;
  const { share } = samples;
  let best = 0;
  let highest = -Infinity;
  for (let channel = 0; channel < channels; channel++) {
    const logit = row[left + channel] * (1 - share) + row[right + channel] * share;
    if (logit > highest) {
      best = channel;
      highest = logit;
    }
  }
  return best;
}

/** Two neighbouring samples and the share of the second. */
interface Samples {
  readonly first: number;
  readonly second: number;
  readonly share: number;
}

/**
 * Per pixel of an axis, the samples around its centre; undefined outside the crop.
 *
 * @param count samples of the axis
 * @param toSamples from image pixels, both continuous
 */
function samplesOf(
  pixels: number,
  count: number,
  toSamples: (imagePixel: number) => number,
): (Samples | undefined)[] {
  return Array.from({ length: pixels }, (_, pixel) => {
    const at = toSamples(pixel + 0.5);
    if (at < 0 || at > count) {
      return undefined;
    }
    const sample = Math.min(count - 1, Math.max(0, at - 0.5));
    const first = Math.floor(sample);
    return { first, second: Math.min(count - 1, first + 1), share: sample - first };
  });
}
