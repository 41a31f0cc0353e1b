import sharp from 'sharp';
import type { FramePixels } from '@echonet/models';
import { encodedSize } from '@echonet/dicom/node';
import { parseAvi, type AviVideo } from './parse-avi';

/** Timing and frames of a video file; frames are decoded on demand. */
export interface Video {
  readonly Rows: number;
  readonly Columns: number;
  readonly NumberOfFrames: number;
  /** Frame time in milliseconds; undefined when the file does not state it. */
  readonly frameTimeMs?: number;
  /**
   * Decodes one frame as RGB, also when it is greyscale.
   *
   * @param index 0-based
   * @throws Error naming the frame when it is missing or cannot be decoded
   */
  frame(index: number): Promise<FramePixels>;
}

/**
 * Reads a Motion JPEG AVI file, such as EchoNet-Dynamic's videos.
 *
 * @param bytes of the whole file, unchanged while frames are decoded
 * @throws Error with one sentence when the file is not AVI, is truncated or uses another codec
 */
export function readAvi(bytes: Uint8Array): Video {
  const video = parseOrSay(bytes);
  const { Rows, Columns, frameTimeMs, images } = video;
  return {
    Rows,
    Columns,
    frameTimeMs,
    NumberOfFrames: images.length,
    async frame(index) {
      try {
        const image = images[index];
        if (!image) {
          throw new Error('the video ends before it');
        }
        return await decodeImage(image, video);
      } catch (error) {
        const [line] = (error as Error).message.split('\n');
        const reason = line.replace(/^VipsJpeg: |\.$/g, '');
        throw new Error(`Frame ${index + 1} cannot be decoded: ${reason}.`, { cause: error });
      }
    },
  };
}

function parseOrSay(bytes: Uint8Array): AviVideo {
  try {
    return parseAvi(bytes);
  } catch (error) {
    const { message } = error as Error;
    throw new Error(`The video cannot be read: ${message}.`, { cause: error });
  }
}

async function decodeImage(
  jpeg: Uint8Array,
  { Rows, Columns }: Pick<AviVideo, 'Rows' | 'Columns'>,
): Promise<FramePixels> {
  if (jpeg[0] !== 0xff || jpeg[1] !== 0xd8) {
    throw new Error('it is no JPEG');
  }
  const size = encodedSize(jpeg);
  // Checked before decoding: a damaged size must not allocate memory.
  if (size && (size.Rows !== Rows || size.Columns !== Columns)) {
    throw new Error(
      `it has ${size.Columns} x ${size.Rows} pixels, and the video says ${Columns} x ${Rows}`,
    );
  }
  // libjpeg-turbo uses the standard Huffman tables when, as is usual in Motion JPEG, none are stored.
  const { data, info } = await sharp(jpeg, {
    failOn: 'warning',
    limitInputPixels: Rows * Columns,
  })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  if (info.channels !== 3 || info.height !== Rows || info.width !== Columns) {
    throw new Error(`it has ${info.width} x ${info.height} pixels in ${info.channels} channels`);
  }
  return { Rows, Columns, channels: 3, data: new Uint8Array(data) };
}
