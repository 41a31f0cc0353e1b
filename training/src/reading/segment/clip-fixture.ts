import sharp from 'sharp';
import type { FramePixels } from '@echonet/models';

/** Half-axes of the bright ellipse in pixels, and its centre. */
export const ellipse = { x: 70, y: 60, across: 12, along: 25 } as const;

const [Columns, Rows] = [140, 120];

/** A grey fan with a bright ellipse, which stands for a left ventricle. @param size of the ellipse */
export function fanFrame(size = 1): FramePixels {
  const data = Uint8Array.from({ length: Rows * Columns }, (_, i) => {
    const [x, y] = [(i % Columns) + 0.5, Math.floor(i / Columns) + 0.5];
    const radius = Math.hypot(x - 70, y - 4);
    if (radius > 110 || Math.abs(x - 70) > 0.6 * (y - 4)) {
      return 0;
    }
    const [across, along] = [ellipse.across * size, ellipse.along * size];
    const isBright = ((x - ellipse.x) / across) ** 2 + ((y - ellipse.y) / along) ** 2 < 1;
    // Speckle, which moves with the size.
    return (isBright ? 220 : 60) + ((i * 37 + Math.round(size * 97)) % 20);
  });
  return { Rows, Columns, channels: 1, data };
}

export async function pngOf({ data, Rows: height, Columns: width }: FramePixels): Promise<Buffer> {
  return sharp(data, { raw: { width, height, channels: 1 } })
    .png()
    .toBuffer();
}
