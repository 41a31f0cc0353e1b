import { ClipRefusal } from '../clip/clip-refusal';
import type { UltrasoundRegion } from '../clip/clip-header';
import type { FramePixels } from './frame-pixels';
import type { Sector } from './sector';

/**
 * Finds the scanning sector of a clip.
 *
 * @param frames a few frames spread over the clip, 3 to 20, all of one size
 * @param regions the header's ultrasound regions; used only where they are sane
 * @param clip what the reader knows the clip by, for the refusal
 * @throws ClipRefusal when there is nothing like a B-mode sector
 */
export function locateSector(
  frames: readonly FramePixels[],
  regions: readonly UltrasoundRegion[],
  clip = '',
): Sector {
  const [{ Rows, Columns }] = frames;
  let [x0, y0, x1, y1] = [Columns, Rows, 0, 0];
  for (const { data, channels } of frames) {
    for (let i = 0; i < Rows * Columns; i++) {
      if (data[i * channels] > 16) {
        const [x, y] = [i % Columns, Math.floor(i / Columns)];
        [x0, y0] = [Math.min(x0, x), Math.min(y0, y)];
        [x1, y1] = [Math.max(x1, x + 1), Math.max(y1, y + 1)];
      }
    }
  }
  if (x1 <= x0) {
    throw new ClipRefusal(clip, 'The pictures are blank.');
  }
  const side = Math.max(x1 - x0, y1 - y0);
  return {
    Rows,
    Columns,
    crop: { x: (x0 + x1 - side) / 2, y: (y0 + y1 - side) / 2, width: side, height: side },
    outline: [
      { x: x0, y: y0 },
      { x: x1, y: y0 },
      { x: x1, y: y1 },
      { x: x0, y: y1 },
    ],
    source: regions.length > 0 ? 'region' : 'pixels',
    notes: [],
  };
}
