import { toFramePixels, type FramePixels } from '@echonet/models/image';
import sharp from 'sharp';
import { decodeWithCodec } from './codecs';
import { bytesPerPixel, toRgb } from './colour';
import { encodedSize, type ImageSize } from './encoded-size';

/** How the pixels of an image are stored (PS3.3 C.7.6.3). */
export interface PixelFormat {
  readonly Rows: number;
  readonly Columns: number;
  readonly SamplesPerPixel: number;
  readonly PhotometricInterpretation: string;
  readonly PlanarConfiguration: number;
  readonly BitsAllocated: number;
  readonly BitsStored: number;
  readonly HighBit: number;
  readonly PixelRepresentation: number;
}

/** The pixel format in naturalised attributes; absent ones get the usual values of 8-bit grey images. */
export function pixelFormat(instance: Readonly<Record<string, unknown>>): PixelFormat {
  const number = (keyword: string, otherwise: number): number =>
    Number(instance[keyword] ?? otherwise);
  const BitsAllocated = number('BitsAllocated', 8);
  const BitsStored = number('BitsStored', BitsAllocated);
  return {
    Rows: number('Rows', 0),
    Columns: number('Columns', 0),
    SamplesPerPixel: number('SamplesPerPixel', 1),
    PhotometricInterpretation: String(instance.PhotometricInterpretation ?? 'MONOCHROME2'),
    PlanarConfiguration: number('PlanarConfiguration', 0),
    BitsAllocated,
    BitsStored,
    HighBit: number('HighBit', BitsStored - 1),
    PixelRepresentation: number('PixelRepresentation', 0),
  };
}

/** Length of one uncompressed frame in bytes. */
export function frameBytes(format: PixelFormat): number {
  const { Rows, Columns, SamplesPerPixel, BitsAllocated } = format;
  if (SamplesPerPixel === 3) {
    return Rows * Columns * bytesPerPixel(format);
  }
  return Rows * Columns * SamplesPerPixel * Math.ceil(BitsAllocated / 8);
}

/**
 * Decodes an uncompressed frame.
 *
 * @param data {@link frameBytes} bytes, little endian
 * @throws RangeError when samples have less than 8 or more than 16 bits
 */
export function decodeNative(data: Uint8Array, format: PixelFormat): FramePixels {
  const { Rows, Columns, SamplesPerPixel, BitsAllocated, BitsStored } = format;
  return toFramePixels({
    Rows,
    Columns,
    data: SamplesPerPixel === 3 ? toRgb(data, format) : BitsAllocated === 16 ? toWords(data) : data,
    PhotometricInterpretation: SamplesPerPixel === 3 ? 'RGB' : format.PhotometricInterpretation,
    BitsStored,
  });
}

function toWords(bytes: Uint8Array): Uint16Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Uint16Array.from({ length: bytes.byteLength >> 1 }, (_, i) => view.getUint16(2 * i, true));
}

/**
 * Decodes a frame in JPEG baseline or extended of 8 bits with libvips. The stream's own markers tell
 * YBR from RGB.
 *
 * @throws Error when it is damaged or has another size than the header says
 */
export async function decodeJpeg(jpeg: Uint8Array, format: PixelFormat): Promise<FramePixels> {
  const grey = format.SamplesPerPixel === 1;
  const image = sharp(jpeg, { failOn: 'warning' });
  const { data, info } = await (grey ? image.toColourspace('b-w') : image)
    .raw()
    .toBuffer({ resolveWithObject: true });
  requireSize({ Rows: info.height, Columns: info.width }, format);
  const { Rows, Columns } = format;
  return toFramePixels({
    Rows,
    Columns,
    data: new Uint8Array(data),
    PhotometricInterpretation: grey ? format.PhotometricInterpretation : 'RGB',
    BitsStored: 8,
  });
}

function requireSize(size: ImageSize, { Rows, Columns }: PixelFormat): void {
  if (size.Rows === Rows && size.Columns === Columns) {
    return;
  }
  throw new Error(
    `it has ${size.Columns} x ${size.Rows} pixels, and the header says ${Columns} x ${Rows}`,
  );
}

/**
 * Decodes a frame in one of the other compressed transfer syntaxes.
 *
 * @throws Error when it is damaged, has another size than the header says, or the transfer syntax is
 *   not supported
 */
export async function decodeCompressed(
  compressed: Uint8Array,
  transferSyntaxUID: string,
  format: PixelFormat,
): Promise<FramePixels> {
  const size = encodedSize(compressed);
  if (size) {
    requireSize(size, format);
  }
  const decoded = await decodeWithCodec(compressed, transferSyntaxUID, { ...format });
  const [pixels] = decoded.PixelData as ArrayBuffer[];
  const decodedFormat = pixelFormat(decoded);
  return decodeNative(
    new Uint8Array(pixels, 0, Math.min(pixels.byteLength, frameBytes(decodedFormat))),
    decodedFormat,
  );
}
