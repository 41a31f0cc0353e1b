import type { FramePixels } from '@echonet/models';
import type { NiftiImage } from './parse-nifti';

/**
 * A frame with its values as 8-bit grey values.
 *
 * @param name of the file, for the error
 * @throws Error for a value outside 0 to 255
 */
export function niftiFrame(image: NiftiImage, index: number, name: string): FramePixels {
  const values = image.frame(index);
  const wrong = values.find((value) => !(value >= 0 && value <= 255));
  if (wrong !== undefined) {
    throw new Error(`${name} has a grey value of ${wrong}; 0 to 255 are expected.`);
  }
  const data = Uint8Array.from(values, (value) => Math.round(value));
  return { Rows: image.rows, Columns: image.columns, channels: 1, data };
}
