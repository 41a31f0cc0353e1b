import type { FramePixels } from '../image/frame-pixels';
import type { Sector } from '../image/sector';
import { uniformNumbers } from '../random/numbers';

const [Rows, Columns] = [144, 160];

/** The scan sector of the made clip: a triangle of 120 rows. */
export const madeSector: Sector = {
  Rows,
  Columns,
  crop: { x: 20, y: 12, width: 120, height: 120 },
  outline: [
    { x: 80, y: 12 },
    { x: 140, y: 132 },
    { x: 20, y: 132 },
  ],
  source: 'pixels',
  tinted: false,
  notes: [],
};

/**
 * A clip for comparing two computations of one network: speckle with a dark ellipse that beats, made by
 * whole numbers alone so that it is the same everywhere. It shows no heart.
 *
 * @param seed of the speckle
 */
export function madeClip(count: number, seed: number): FramePixels[] {
  const random = uniformNumbers(seed);
  const speckle = Uint8Array.from({ length: Rows * Columns }, () => Math.floor(random() * 160));
  return Array.from({ length: count }, (_, frame) => {
    const phase = Math.abs((frame % 24) - 12);
    const [halfWidth, halfHeight] = [14 + phase, 26 + phase];
    const data = new Uint8Array(Rows * Columns * 3);
    for (let y = 0, i = 0; y < Rows; y++) {
      for (let x = 0; x < Columns; x++, i++) {
        const inside =
          ((x - 80) * halfHeight) ** 2 + ((y - 80) * halfWidth) ** 2 <
          (halfWidth * halfHeight) ** 2;
        const grey = inside ? speckle[i] >> 3 : 40 + speckle[(i + frame * 7) % speckle.length];
        data.fill(grey, i * 3, i * 3 + 3);
      }
    }
    return { Rows, Columns, channels: 3, data };
  });
}
