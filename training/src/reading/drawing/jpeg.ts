import sharp from 'sharp';
import type { RgbImage } from './sector-image';

/** Of the viewer too: losses are not visible. */
const quality = 92;

/** A baseline JPEG. */
export async function jpegOf({ Rows, Columns, data }: RgbImage): Promise<Uint8Array> {
  const raw = { width: Columns, height: Rows, channels: 3 } as const;
  const jpeg = await sharp(data, { raw }).jpeg({ quality, chromaSubsampling: '4:4:4' }).toBuffer();
  return new Uint8Array(jpeg);
}
