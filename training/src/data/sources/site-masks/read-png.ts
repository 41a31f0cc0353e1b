import sharp from 'sharp';
import { checkSize, type ClipFrames } from './clip-frames';

/**
 * Values of an 8-bit grey PNG file, row by row.
 *
 * @param name subject of errors
 * @throws Error with one sentence: no PNG, of another size, in colour, of another depth
 */
export async function readPng(file: string, name: string, clip: ClipFrames): Promise<Uint8Array> {
  const image = sharp(file, { failOn: 'warning' });
  let metadata;
  try {
    metadata = await image.metadata();
  } catch (error) {
    throw new Error(`${name} is no readable PNG image.`, { cause: error });
  }
  const { width: Columns, height: Rows, channels, isPalette, bitsPerSample } = metadata;
  // Before decoding: a damaged size must not allocate memory.
  checkSize(name, { Rows, Columns }, clip);
  if (metadata.format !== 'png' || channels !== 1 || isPalette || bitsPerSample !== 8) {
    throw new Error(
      `${name} is no 8-bit grey PNG image; write the codes themselves as its values.`,
    );
  }
  try {
    const { data, info } = await image.raw().toBuffer({ resolveWithObject: true });
    // sharp turns grey images into RGB of equal values.
    return data.filter((_, i) => i % info.channels === 0);
  } catch (error) {
    throw new Error(`${name} is damaged; write it again.`, { cause: error });
  }
}
