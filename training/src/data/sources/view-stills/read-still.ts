import sharp from 'sharp';
import type { FramePixels } from '@echonet/models';

/**
 * The grey values of an image file. Colour Doppler is rejected by rule; in grey it teaches what the
 * view below the colours is.
 *
 * @throws Error when it is no image
 */
export async function readStill(content: Uint8Array): Promise<FramePixels> {
  const { data, info } = await sharp(content)
    .toColourspace('b-w')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { Rows: info.height, Columns: info.width, channels: 1, data: new Uint8Array(data) };
}
