import sharp from 'sharp';
import { encodePart10, writeWhole } from '../part10/write-part10';

/** How the pixels of a written cine are stored. */
export type TransferSyntaxName = 'jpeg-baseline' | 'explicit-little-endian';

/** A cine to be written. */
export interface CineToWrite {
  /** Rows * Columns * samplesPerPixel grey values, or interleaved RGB values, a frame. */
  readonly frames: readonly Uint8Array[];
  readonly Rows: number;
  readonly Columns: number;
  readonly samplesPerPixel: 1 | 3;
  readonly transferSyntax: TransferSyntaxName;
  /**
   * All attributes that are not about pixels, naturalised; SOPInstanceUID and FrameTime (ms) among
   * them.
   */
  readonly attributes: Readonly<Record<string, unknown>>;
}

const transferSyntaxUid: Readonly<Record<TransferSyntaxName, string>> = {
  'jpeg-baseline': '1.2.840.10008.1.2.4.50',
  'explicit-little-endian': '1.2.840.10008.1.2.1',
};

/** Ultrasound Multi-frame Image Storage. */
const ultrasoundMultiFrame = '1.2.840.10008.5.1.4.1.1.3.1';

const jpegQuality = 92;

/**
 * Writes an Ultrasound Multi-frame Image as a DICOM Part 10 file, to another name first, so that a
 * file of this name is always whole.
 *
 * @throws Error naming the file when the cine has no frames, a frame of another size than Rows and
 *   Columns say, or no SOPInstanceUID or FrameTime, or when the disk refuses
 */
export async function writeCine(file: string, cine: CineToWrite): Promise<void> {
  await writeWhole(file, () => encodeCine(cine));
}

/**
 * The Part 10 bytes of {@link writeCine}.
 *
 * @throws Error when the cine is no whole one
 */
export async function encodeCine(cine: CineToWrite): Promise<Uint8Array> {
  requireWhole(cine);
  const { frames, Rows, Columns, samplesPerPixel, transferSyntax, attributes } = cine;
  const compressed = transferSyntax === 'jpeg-baseline';
  const nativeLength = Rows * Columns * samplesPerPixel;
  const pixelData = compressed
    ? await Promise.all(frames.map((frame) => toJpeg(frame, cine)))
    : [padToEven(Buffer.concat(frames))];
  const stored = pixelData.reduce((sum, { byteLength }) => sum + byteLength, 0);
  const dataset = {
    SOPClassUID: ultrasoundMultiFrame,
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
  return encodePart10(dataset, transferSyntaxUid[transferSyntax]);
}

/** Attributes of uncompressed 8-bit frames (PS3.3 C.7.6.3, C.7.6.6). */
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

function requireWhole({ frames, Rows, Columns, samplesPerPixel, attributes }: CineToWrite): void {
  for (const keyword of ['SOPInstanceUID', 'FrameTime']) {
    if (!attributes[keyword]) throw new Error(`The cine has no ${keyword}.`);
  }
  if (frames.length === 0) throw new Error('The cine has no frames.');
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
 * One frame as baseline JPEG. Colour keeps its full resolution, since the codec cannot halve it in
 * one direction alone; it is called YBR_FULL_422 all the same, as DICOM does whatever the sampling
 * inside a JPEG stream is (PS3.3 C.7.6.3.1.2, correction proposal 1653).
 */
async function toJpeg(frame: Uint8Array, cine: CineToWrite): Promise<ArrayBuffer> {
  const { Rows: height, Columns: width, samplesPerPixel: channels } = cine;
  const jpeg = await sharp(frame, { raw: { width, height, channels } })
    .toColourspace(channels === 1 ? 'b-w' : 'srgb')
    .jpeg({ quality: jpegQuality, chromaSubsampling: '4:4:4', optimiseCoding: true })
    .toBuffer();
  return padToEven(jpeg);
}

/** DICOM values have even lengths. */
function padToEven(bytes: Uint8Array): ArrayBuffer {
  const even = new Uint8Array(bytes.byteLength + (bytes.byteLength % 2));
  even.set(bytes);
  return even.buffer;
}
