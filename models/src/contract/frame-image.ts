import type { FramePixels } from '../image/frame-pixels';
import { prepareImage, type ImageFormat, type NetworkImage } from '../image/preparation';
import type { Sector } from '../image/sector';
import { contractCrop, contractImage } from './contract-image';
import type { ImageContract } from './contract-schema';

/** How a network reads frames, whether it is one of this project or an ONNX file. */
export interface FrameFormat extends ImageFormat {
  /** Of an ONNX file. */
  readonly contract?: ImageContract;
}

/** The part of a manifest that says how frames are read. */
interface FrameReader {
  readonly input: ImageFormat;
  readonly onnx?: { readonly input: { readonly image: ImageContract } };
}

export function frameFormat({ input, onnx }: FrameReader): FrameFormat {
  const { size, channels } = input;
  return { size, channels, ...(onnx && { contract: onnx.input.image }) };
}

/**
 * One frame as a network reads it: grey values in [0, 1], or what the contract of an ONNX file says.
 *
 * @param sector as it was located and turned
 * @throws RangeError when the frame and the sector's frames differ in size
 */
export function frameImage(frame: FramePixels, sector: Sector, format: FrameFormat): NetworkImage {
  const { size, channels, contract } = format;
  return contract
    ? { size, channels, data: contractImage(frame, sector, contract) }
    : prepareImage(frame, sector, format);
}

/** The sector with the square that the network's image covers as its crop. */
export function networkSector<Located extends Pick<Sector, 'crop' | 'Rows' | 'Columns'>>(
  sector: Located,
  { onnx }: Pick<FrameReader, 'onnx'>,
): Located {
  return onnx ? { ...sector, crop: contractCrop(onnx.input.image, sector) } : sector;
}
