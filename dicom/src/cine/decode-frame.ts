import sharp from 'sharp';
import { toFramePixels, type FramePixels } from '@echonet/models/image';
import { isHighThroughput, TransferSyntax } from '../uid/transfer-syntax';
import { decodeWithCodec } from './codecs';
import { type ColourLayout, toRgb } from './colour';
import { encodedSize, type ImageSize } from './encoded-size';
import { reorderComponents, usesComponentTransform } from './jpeg-2000';
import { jpegColour, markedAsRgb } from './jpeg-colour';
import { hasScanForEachComponent } from './jpeg-segments';
import { applyPalette, type Palette } from './palette';

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
  const { Rows, Columns, SamplesPerPixel, BitsAllocated, PhotometricInterpretation } = format;
  // YBR_FULL_422 stores both chroma samples once for two pixels.
  const samples = PhotometricInterpretation === 'YBR_FULL_422' ? 2 : SamplesPerPixel;
  return Rows * Columns * samples * Math.ceil(BitsAllocated / 8);
}

/**
 * Decodes an uncompressed frame.
 *
 * @param data {@link frameBytes} bytes, little endian; of YBR_FULL_422 also with three samples for every
 *   pixel
 * @param palette of PALETTE COLOR
 * @throws RangeError when samples have less than 8 or more than 16 bits
 */
export function decodeNative(
  data: Uint8Array,
  format: PixelFormat,
  palette?: Palette,
): FramePixels {
  const { Rows, Columns, SamplesPerPixel, BitsAllocated, BitsStored } = format;
  const samples = BitsAllocated === 16 ? toWords(data) : data;
  const frame = { Rows, Columns, BitsStored };
  if (palette) {
    const stored = samples.map((value) => value & (2 ** BitsStored - 1));
    return toFramePixels({ ...frame, ...rgb8, data: applyPalette(stored, palette) });
  }
  const isHalved = samples.length === 2 * Rows * Columns;
  if (SamplesPerPixel === 3 && !isHalved) {
    return toFramePixels({ ...frame, ...rgb, data: toRgb(samples, format) });
  }
  const { PhotometricInterpretation } = format;
  return toFramePixels({ ...frame, PhotometricInterpretation, data: samples });
}

const rgb = { PhotometricInterpretation: 'RGB' };
const rgb8 = { ...rgb, BitsStored: 8 };

function toWords(bytes: Uint8Array): Uint16Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const words = new Uint16Array(bytes.byteLength >> 1);
  for (let i = 0; i < words.length; i++) {
    words[i] = view.getUint16(2 * i, true);
  }
  return words;
}

/**
 * Decodes a frame in JPEG baseline or extended: 8 bits with libvips, 12 with dcmjs-codecs. The stream's
 * own markers tell YBR from RGB; without them the header does, as in other readers of DICOM. A colour
 * profile in the stream is not applied: the header says what values mean.
 *
 * @param palette of PALETTE COLOR
 * @throws Error when it is damaged or has another size than the header says
 */
export async function decodeJpeg(
  jpeg: Uint8Array,
  format: PixelFormat,
  palette?: Palette,
): Promise<FramePixels> {
  const colour = jpegColour(jpeg);
  if (colour && colour.components > 3) {
    throw new Error(`its JPEG has ${colour.components} components; grey has 1 and colour 3`);
  }
  if (colour?.precision === 12) {
    return decodeCompressed(jpeg, TransferSyntax.JPEGExtended12Bit, format, palette);
  }
  const grey = format.SamplesPerPixel === 1;
  const isRgb = format.PhotometricInterpretation === 'RGB' && colour?.isNamed === false;
  const image = sharp(isRgb ? markedAsRgb(jpeg) : jpeg, {
    failOn: 'warning',
    ignoreIcc: true,
  });
  const { data, info } = await (grey ? image.toColourspace('b-w') : image)
    .raw()
    .toBuffer({ resolveWithObject: true });
  requireSize({ Rows: info.height, Columns: info.width }, format);
  const { Rows, Columns, PhotometricInterpretation } = format;
  const decoded = new Uint8Array(data);
  return toFramePixels({
    Rows,
    Columns,
    ...rgb8,
    ...(grey && !palette && { PhotometricInterpretation }),
    data: palette ? applyPalette(decoded, palette) : decoded,
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
 * @param palette of PALETTE COLOR
 * @throws Error when it is damaged, has another size than the header says, or the transfer syntax is
 *   not supported
 */
export async function decodeCompressed(
  compressed: Uint8Array,
  transferSyntaxUID: string,
  format: PixelFormat,
  palette?: Palette,
): Promise<FramePixels> {
  const size = encodedSize(compressed);
  if (size) {
    requireSize(size, format);
  }
  if (format.SamplesPerPixel === 3 && format.BitsAllocated > 8) {
    throw new Error('compressed colour of more than 8 bits is not supported');
  }
  const decoded = await decodeWithCodec(compressed, transferSyntaxUID, { ...format });
  const [pixels] = decoded.PixelData as ArrayBuffer[];
  const { Rows, Columns, SamplesPerPixel } = format;
  const count = Rows * Columns * SamplesPerPixel;
  // Codecs return bytes where the code stream has 8 bits, whatever Bits Allocated says.
  const BitsAllocated = pixels.byteLength >= 2 * count ? 16 : 8;
  const data = new Uint8Array(pixels, 0, Math.min(pixels.byteLength, count * (BitsAllocated / 8)));
  const stored = {
    ...{ ...format, ...colourLayout(decoded), BitsAllocated },
    ...(isJpegLs(transferSyntaxUID) &&
      hasScanForEachComponent(compressed) && { PlanarConfiguration: 1 }),
  };
  const transform = SamplesPerPixel === 3 ? usesComponentTransform(compressed) : undefined;
  if (transform === undefined) {
    return decodeNative(data, stored, palette);
  }
  // The code stream alone tells whether the codec has converted colour.
  const { PhotometricInterpretation } = transform ? rgb : format;
  const isByComponent = !transform && isHighThroughput(transferSyntaxUID);
  return decodeNative(isByComponent ? reorderComponents(data, Rows, Columns) : data, {
    ...stored,
    PhotometricInterpretation,
  });
}

function isJpegLs(uid: string): boolean {
  return uid === TransferSyntax.JPEGLSLossless || uid === TransferSyntax.JPEGLSNearLossless;
}

function colourLayout(decoded: Record<string, unknown>): ColourLayout {
  const { PhotometricInterpretation, PlanarConfiguration } = pixelFormat(decoded);
  return { PhotometricInterpretation, PlanarConfiguration };
}
