import sharp from 'sharp';
import { randomStream, shuffled } from '@echonet/models/random';
import { readFrame, type ImageContract, type StoredImages } from '../prepared/images';

const columns = 10;
const most = 100;
const side = 120;
const gap = 4;

/**
 * Contact sheet of the middle frames of up to a hundred clips as the network receives them, to
 * check by eye that sectors are complete and no text is burned in.
 *
 * @returns PNG
 */
export async function contactSheet(
  clips: readonly StoredImages[],
  contract: Pick<ImageContract, 'size' | 'channels'>,
): Promise<Buffer> {
  const { size, channels } = contract;
  const shown = shuffled(clips, randomStream('contact sheet')).slice(0, most);
  const cells = await Promise.all(
    shown.map(async (clip, index) => {
      const { frame } = readFrame(clip, Math.floor(clip.frameCount / 2), contract);
      const input = await sharp(frame, {
        raw: { width: size, height: size, channels: channels === 1 ? 1 : 3 },
      })
        .resize(side, side)
        .toColourspace('srgb')
        .png()
        .toBuffer();
      const [column, row] = [index % columns, Math.floor(index / columns)];
      return { input, left: gap + column * (side + gap), top: gap + row * (side + gap) };
    }),
  );
  const rows = Math.ceil(shown.length / columns);
  return sharp({
    create: {
      width: gap + Math.min(columns, shown.length) * (side + gap),
      height: gap + rows * (side + gap),
      channels: 3,
      background: '#444',
    },
  })
    .composite(cells)
    .png()
    .toBuffer();
}
