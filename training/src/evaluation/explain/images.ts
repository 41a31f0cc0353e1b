import { rgb } from 'd3-color';
import { interpolateInferno } from 'd3-scale-chromatic';
import sharp from 'sharp';

/** Width and height of the drawn images in pixels. */
const displaySize = 240;

/**
 * The colour scale ends at this quantile of the map, since a few extreme pixels would darken the
 * rest.
 */
const displayedQuantile = 0.995;

/** PNG files. */
export interface ExplanationImages {
  readonly input: Buffer;
  readonly map: Buffer;
  readonly overlap: Buffer;
}

/**
 * Draws a frame, its saliency map, and the map over the frame.
 *
 * @param greyValues in [0, 1], [size, size, channels]
 * @param map at least 0, [size, size]
 */
export async function drawExplanation(
  greyValues: Float32Array,
  map: Float32Array,
): Promise<ExplanationImages> {
  const size = Math.round(Math.sqrt(map.length));
  const channels = greyValues.length / map.length;
  const scale =
    [...map].sort((a, b) => a - b)[Math.floor(displayedQuantile * (map.length - 1))] || 1;
  const input = new Uint8Array(map.length * 3);
  const coloured = new Uint8Array(map.length * 3);
  const overlap = new Uint8Array(map.length * 3);
  map.forEach((value, pixel) => {
    const grey = Math.round(greyValues[pixel * channels] * 255);
    const strength = Math.min(1, value / scale);
    const { r, g, b } = rgb(interpolateInferno(strength));
    input.fill(grey, pixel * 3, pixel * 3 + 3);
    coloured.set([r, g, b], pixel * 3);
    overlap.set(
      [r, g, b].map((colour) => Math.round(grey * (1 - strength) + colour * strength)),
      pixel * 3,
    );
  });
  const png = (pixels: Uint8Array) =>
    sharp(pixels, { raw: { width: size, height: size, channels: 3 } })
      .resize(displaySize, displaySize)
      .png()
      .toBuffer();
  return { input: await png(input), map: await png(coloured), overlap: await png(overlap) };
}
