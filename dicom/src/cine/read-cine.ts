import type { FramePixels } from '@echonet/models/image';
import { DicomMetaDictionary } from '../dcmjs';
import { TruncatedDicom } from '../part10/element-walker';
import { readDataset } from '../part10/header';
import { readLayout } from '../part10/part10-layout';
import { isNative, TransferSyntax } from '../uid/transfer-syntax';
import {
  decodeCompressed,
  decodeJpeg,
  decodeNative,
  frameBytes,
  type PixelFormat,
  pixelFormat,
} from './decode-frame';
import { inflateFile } from './inflate';
import { type Palette, readPalette } from './palette';
import { compressedFrames, concatenate, pixelDataValues } from './pixel-data';

/** A DICOM image, whose frames are decoded on demand. */
export interface Cine {
  /**
   * Naturalised attributes with TransferSyntaxUID, as readClipHeader takes them, and, where the file has
   * one, SourceApplicationEntityTitle.
   */
  readonly instance: Record<string, unknown>;
  /**
   * Decodes one frame.
   *
   * @param index 0-based
   * @throws Error naming the frame when it is missing or cannot be decoded, or its transfer syntax
   *   is not supported
   */
  frame(index: number): Promise<FramePixels>;
}

const { ExplicitVRBigEndian, JPEGBaseline8Bit, JPEGExtended12Bit } = TransferSyntax;

/**
 * Reads a DICOM Part 10 file. libvips decodes JPEG baseline, dcmjs-codecs the lossless and wavelet
 * transfer syntaxes, frame by frame, so that a damaged frame does not affect the others.
 *
 * @param content of the file
 * @throws Error with one sentence when it is no DICOM file or was cut off
 */
export async function readCine(content: Uint8Array): Promise<Cine> {
  const { instance, transferSyntaxUID, pixelVr } = parse(content);
  const values = pixelDataValues(instance);
  const decode = isNative(transferSyntaxUID)
    ? nativeDecoder(values, instance, transferSyntaxUID === ExplicitVRBigEndian && pixelVr === 'OW')
    : compressedDecoder(values, instance, transferSyntaxUID);
  return {
    instance,
    async frame(index) {
      try {
        if (values.length === 0) {
          throw new Error('the file has no Pixel Data');
        }
        return await decode(index);
      } catch (error) {
        throw new Error(`Frame ${index + 1} cannot be decoded: ${reasonOf(error)}.`, {
          cause: error,
        });
      }
    },
  };
}

type FrameDecoder = (index: number) => Promise<FramePixels>;

function nativeDecoder(
  values: readonly Uint8Array[],
  instance: Readonly<Record<string, unknown>>,
  swapped: boolean,
): FrameDecoder {
  const format = pixelFormat(instance);
  const length = frameBytes(format);
  const bytes = concatenate(values);
  const palette = paletteOf(instance, format);
  return async (index) => {
    const data = bytes.slice(index * length, (index + 1) * length);
    if (index < 0 || length === 0 || data.length < length) {
      throw new Error('the Pixel Data end before it');
    }
    if (swapped) {
      // In place: what follows copies with slice, which of a Buffer makes a view.
      Buffer.from(data.buffer, data.byteOffset, data.length).swap16();
    }
    return decodeNative(data, format, palette());
  };
}

function compressedDecoder(
  fragments: readonly Uint8Array[],
  instance: Readonly<Record<string, unknown>>,
  transferSyntaxUID: string,
): FrameDecoder {
  const format = pixelFormat(instance);
  const frames = compressedFrames(fragments, Number(instance.NumberOfFrames ?? 1));
  const palette = paletteOf(instance, format);
  return async (index) => {
    const frame = frames[index];
    if (!frame) {
      throw new Error('the Pixel Data end before it');
    }
    return transferSyntaxUID === JPEGBaseline8Bit || transferSyntaxUID === JPEGExtended12Bit
      ? decodeJpeg(frame, format, palette())
      : decodeCompressed(frame, transferSyntaxUID, format, palette());
  };
}

/** Reads the palette, where the frames need one, when the first frame is decoded. */
function paletteOf(
  instance: Readonly<Record<string, unknown>>,
  { PhotometricInterpretation }: PixelFormat,
): () => Palette | undefined {
  let palette: Palette | undefined;
  return () => {
    if (PhotometricInterpretation === 'PALETTE COLOR') {
      palette ??= readPalette(instance);
    }
    return palette;
  };
}

interface ParsedFile {
  readonly instance: Record<string, unknown>;
  readonly transferSyntaxUID: string;
  /** VR of Pixel Data. */
  readonly pixelVr?: string;
}

function parse(content: Uint8Array): ParsedFile {
  try {
    const file = inflateFile(content);
    const layout = readLayout(
      Buffer.from(file.part10.buffer, file.part10.byteOffset, file.part10.byteLength),
    );
    const { attributes: dict } = readDataset(layout);
    const transferSyntaxUID = file.transferSyntaxUID ?? layout.transferSyntaxUID;
    const instance = DicomMetaDictionary.naturalizeDataset(dict);
    return {
      instance: {
        ...instance,
        TransferSyntaxUID: transferSyntaxUID,
        ...(layout.sourceApplicationEntityTitle !== '' && {
          SourceApplicationEntityTitle: layout.sourceApplicationEntityTitle,
        }),
      },
      transferSyntaxUID,
      pixelVr: dict['7FE00010']?.vr,
    };
  } catch (error) {
    if (error instanceof TruncatedDicom) {
      throw new Error('The file ends before its elements do: it was cut off.', { cause: error });
    }
    throw new Error(`The file cannot be read as DICOM: ${reasonOf(error)}.`, { cause: error });
  }
}

/** Messages of the libraries, and the words that replace them. */
const plainWords: readonly [pattern: RegExp, words: string][] = [
  [/DICM prefix is missing/, 'it does not begin as DICOM files do'],
  [/past end of input|outside the bounds/, 'it ends too early and may be cut off'],
  [/names no Transfer Syntax/, 'it names no transfer syntax'],
  [/transcoding from (\S+) .*not supported/, 'its transfer syntax is not supported'],
  [/out of bounds|unreachable|^Cannot read prop/, 'its data is damaged or cut off'],
];

/** The first line of a library's message, without its prefix and full stop. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const known = plainWords.find(([pattern]) => pattern.test(message));
  if (known) {
    return known[1];
  }
  const [line] = message.split('\n');
  return line.replace(/^VipsJpeg: |\.$/g, '').replace(/^It(?=s? )/, 'it');
}
