import type { FramePixels } from '@echonet/models';
import sharp from 'sharp';
import { encodedSize } from '@echonet/dicom/node';
import { parseAvi, type AviVideo } from './parse-avi';

/** A video file: its timing, and its frames on demand. */
export interface Video {
  readonly Rows: number;
  readonly Columns: number;
  readonly NumberOfFrames: number;
  /** Milliseconds from one frame to the next; undefined where the file does not say. */
  readonly frameTimeMs?: number;
  /**
   * Decodes one frame as RGB, grey ones too.
   *
   * @param index 0-based
   * @throws Error naming the frame when it is missing or cannot be decoded
   */
  frame(index: number): Promise<FramePixels>;
}

/**
 * Reads a Motion JPEG AVI file, as EchoNet-Dynamic's videos are.
 *
 * @param bytes of the whole file; they must not change while frames are wanted
 * @throws Error with one sentence when it is no AVI file, was cut off or is in another codec
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
        if (!image) throw new Error('the video ends before it');
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
  if (jpeg[0] !== 0xff || jpeg[1] !== 0xd8) throw new Error('it is no JPEG');
  const size = encodedSize(jpeg);
  // Before it is decoded: a damaged size must not take the memory.
  if (size && (size.Rows !== Rows || size.Columns !== Columns)) {
    throw new Error(
      `it has ${size.Columns} x ${size.Rows} pixels, and the video says ${Columns} x ${Rows}`,
    );
  }
  // libjpeg-turbo takes the usual Huffman tables where, as often in Motion JPEG, none are stored.
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
