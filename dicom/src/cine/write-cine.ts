import sharp from 'sharp';
import { encodePart10 } from '../part10/encode-part10';
import { writeWhole } from '../part10/write-whole';
import { implementationClassUid } from '../uid/software';
import { SopClass } from '../uid/sop-class';
import { TransferSyntax } from '../uid/transfer-syntax';
import { toEvenLength } from '../values/even-length';

/** The transfer syntaxes that cines are written in, as the command line names them. */
export type TransferSyntaxName = 'jpeg-baseline' | 'explicit-little-endian';

export interface CineToWrite {
  /** Rows * Columns * samplesPerPixel grey or interleaved RGB values of 8 bits per frame. */
  readonly frames: readonly Uint8Array[];
  readonly Rows: number;
  readonly Columns: number;
  readonly samplesPerPixel: 1 | 3;
  readonly transferSyntax: TransferSyntaxName;
  /** The other attributes, naturalised, with SOPInstanceUID and FrameTime (ms). */
  readonly attributes: Readonly<Record<string, unknown>>;
}

const transferSyntaxUid: Readonly<Record<TransferSyntaxName, string>> = {
  'jpeg-baseline': TransferSyntax.JPEGBaseline8Bit,
  'explicit-little-endian': TransferSyntax.ExplicitVRLittleEndian,
};

const jpegQuality = 92;

/**
 * Writes an Ultrasound Multi-frame Image as a DICOM Part 10 file that is never there in part.
 *
 * @throws Error naming the file when {@link encodeCine} throws or it cannot be written
 */
export async function writeCine(file: string, cine: CineToWrite): Promise<void> {
  await writeWhole(file, () => encodeCine(cine));
}

/**
 * Encodes an Ultrasound Multi-frame Image as a DICOM Part 10 file.
 *
 * @throws Error when the cine has no frames, a frame of another size than Rows and Columns say, or no
 *   SOPInstanceUID or FrameTime
 */
export async function encodeCine(cine: CineToWrite): Promise<Uint8Array> {
  requireComplete(cine);
  const { frames, Rows, Columns, samplesPerPixel, transferSyntax, attributes } = cine;
  const compressed = transferSyntax === 'jpeg-baseline';
  const nativeLength = Rows * Columns * samplesPerPixel;
  const pixelData = compressed
    ? await Promise.all(frames.map((frame) => toJpeg(frame, cine)))
    : [toEvenLength(Buffer.concat(frames))];
  const stored = pixelData.reduce((sum, { byteLength }) => sum + byteLength, 0);
  const dataset = {
    SOPClassUID: SopClass.UltrasoundMultiFrameImageStorage,
    ...attributes,
    ...pixelAttributes({ ...cine, frameCount: frames.length }),
    ...(compressed && samplesPerPixel === 3 ? { PhotometricInterpretation: 'YBR_FULL_422' } : {}),
    ...(compressed
      ? {
          LossyImageCompression: '01',
          LossyImageCompressionRatio: ((frames.length * nativeLength) / stored).toFixed(2),
          LossyImageCompressionMethod: 'ISO_10918_1',
        }
      : { LossyImageCompression: '00' }),
    PixelData: pixelData,
    _vrMap: { PixelData: 'OB' },
  };
  return new Uint8Array(
    encodePart10(dataset, {
      TransferSyntaxUID: transferSyntaxUid[transferSyntax],
      ImplementationClassUID: implementationClassUid.training,
    }),
  );
}

/** Image Pixel and Multi-frame attributes of uncompressed 8-bit frames (PS3.3 C.7.6.3, C.7.6.6). */
export function pixelAttributes(
  cine: Pick<CineToWrite, 'Rows' | 'Columns' | 'samplesPerPixel'> & { readonly frameCount: number },
): Record<string, unknown> {
  const { Rows, Columns, samplesPerPixel, frameCount } = cine;
  return {
    SamplesPerPixel: samplesPerPixel,
    PhotometricInterpretation: samplesPerPixel === 1 ? 'MONOCHROME2' : 'RGB',
    ...(samplesPerPixel === 3 ? { PlanarConfiguration: 0 } : {}),
    Rows,
    Columns,
    NumberOfFrames: frameCount,
    // Frame Time (0018,1063), which the attributes carry.
    FrameIncrementPointer: 0x00181063,
    BitsAllocated: 8,
    BitsStored: 8,
    HighBit: 7,
    PixelRepresentation: 0,
  };
}

function requireComplete({
  frames,
  Rows,
  Columns,
  samplesPerPixel,
  attributes,
}: CineToWrite): void {
  for (const keyword of ['SOPInstanceUID', 'FrameTime']) {
    if (!attributes[keyword]) {
      throw new Error(`The cine has no ${keyword}.`);
    }
  }
  if (frames.length === 0) {
    throw new Error('The cine has no frames.');
  }
  const length = Rows * Columns * samplesPerPixel;
  const wrong = frames.findIndex((frame) => frame.length !== length);
  if (wrong >= 0) {
    throw new Error(
      `Frame ${wrong + 1} has ${frames[wrong].length} values; ` +
        `${Columns} x ${Rows} pixels of ${samplesPerPixel} samples are ${length}.`,
    );
  }
}

/**
 * Encodes one frame as baseline JPEG. Chroma keeps its full resolution, since libvips cannot halve it
 * in one direction alone; the frame is labelled YBR_FULL_422 all the same, as DICOM does whatever the
 * sampling inside a JPEG stream is (PS3.3 C.7.6.3.1.2, correction proposal 1653).
 */
async function toJpeg(frame: Uint8Array, cine: CineToWrite): Promise<ArrayBuffer> {
  const { Rows: height, Columns: width, samplesPerPixel: channels } = cine;
  const jpeg = await sharp(frame, { raw: { width, height, channels } })
    .toColourspace(channels === 1 ? 'b-w' : 'srgb')
    .jpeg({ quality: jpegQuality, chromaSubsampling: '4:4:4', optimiseCoding: true })
    .toBuffer();
  return toEvenLength(jpeg);
}
