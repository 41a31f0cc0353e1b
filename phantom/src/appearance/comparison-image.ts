import sharp from 'sharp';
import { write } from '../screen/canvas';
import type { EchoImage } from './echo-image';

const tileWidth = 480;
const tileHeight = 380;
const titleHeight = 20;

/** A PNG of images in rows, each with its title below. */
export async function comparisonImage(
  images: readonly EchoImage[],
  perRow: number,
): Promise<Buffer> {
  const tiles = await Promise.all(
    images.map(async (image, at) => ({
      input: await tile(image),
      raw: { width: tileWidth, height: tileHeight, channels: 1 as const },
      left: (at % perRow) * tileWidth,
      top: Math.floor(at / perRow) * tileHeight,
    })),
  );
  const height = Math.ceil(images.length / perRow) * tileHeight;
  return sharp({
    create: { width: perRow * tileWidth, height, channels: 3, background: '#000' },
  })
    .composite(tiles)
    .greyscale()
    .png({ compressionLevel: 9 })
    .toBuffer();
}

async function tile({ title, Rows, Columns, greyValues }: EchoImage): Promise<Buffer> {
  const data = await sharp(greyValues, { raw: { width: Columns, height: Rows, channels: 1 } })
    .resize(tileWidth, tileHeight - titleHeight, { fit: 'contain', background: '#000' })
    .extend({ bottom: titleHeight, background: '#303030' })
    .greyscale()
    .raw()
    .toBuffer();
  const screen = {
    Rows: tileHeight,
    Columns: tileWidth,
    samplesPerPixel: 1 as const,
    data: new Uint8Array(data),
  };
  write(screen, title, [8, tileHeight - titleHeight + 6], [255, 255, 255], 1);
  return Buffer.from(screen.data);
}
