import { rgb } from 'd3-color';
import { interpolateInferno } from 'd3-scale-chromatic';
import sharp from 'sharp';

/** Side of the images of an explanation in pixels. */
const displaySize = 240;

/** A map's values are drawn up to this share of them; single bright pixels would hide the rest. */
const displayedQuantile = 0.995;

/** An explained frame as PNG files. */
export interface ExplanationImages {
  readonly input: Buffer;
  readonly map: Buffer;
  readonly overlap: Buffer;
}

/**
 * Draws a frame, the map over it, and both together.
 *
 * @param grey values [size, size, channels] in [0, 1]
 * @param map [size, size], at least 0
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
