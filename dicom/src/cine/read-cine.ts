import type { FramePixels } from '@echonet/models/image';
import { DicomMessage, DicomMetaDictionary, type TaggedDataset } from '../dcmjs';
import {
  decodeCompressed,
  decodeJpeg,
  decodeNative,
  frameBytes,
  pixelFormat,
} from './decode-frame';
import { inflated } from './inflate';
import { compressedFrames, joined, pixelParts } from './pixel-data';
import { isCutOff } from './whole-file';

/** A DICOM image in Node: its attributes, and its frames on demand. */
export interface Cine {
  /** Naturalised attributes; readClipHeader takes them. */
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

const bigEndian = '1.2.840.10008.1.2.2';
const uncompressed = new Set([
  '1.2.840.10008.1.2',
  '1.2.840.10008.1.2.1',
  '1.2.840.10008.1.2.1.99',
  bigEndian,
]);
const jpegBaseline = new Set(['1.2.840.10008.1.2.4.50', '1.2.840.10008.1.2.4.51']);

/**
 * Reads a DICOM Part 10 file. JPEG baseline goes through libvips; the lossless and wavelet syntaxes
 * through the decoders of dcmjs-codecs, frame by frame, so that one bad frame spoils no other.
 *
 * @param content of the file
 * @throws Error with one sentence when it is no DICOM file or was cut off
 */
export async function readCine(content: Uint8Array): Promise<Cine> {
  const { instance, syntax, pixelVr } = parse(content);
  const parts = pixelParts(instance);
  const native = uncompressed.has(syntax);
  if (parts.length > 0 && isCutOff(content, syntax, native ? parts[0].length : undefined)) {
    throw new Error('The file ends before its Pixel Data do: it was cut off.');
  }
  const decode = native
    ? nativeDecoder(parts, instance, syntax === bigEndian && pixelVr === 'OW')
    : compressedDecoder(parts, instance, syntax);
  return {
    instance,
    async frame(index) {
      try {
        if (parts.length === 0) throw new Error('the file has no Pixel Data');
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
  parts: readonly Uint8Array[],
  instance: Readonly<Record<string, unknown>>,
  swapped: boolean,
): FrameDecoder {
  const format = pixelFormat(instance);
  const length = frameBytes(format);
  const bytes = joined(parts);
  return async (index) => {
    refusePalette(format.PhotometricInterpretation);
    const data = bytes.slice(index * length, (index + 1) * length);
    if (index < 0 || length === 0 || data.length < length) {
      throw new Error('the Pixel Data end before it');
    }
    return decodeNative(swapped ? Buffer.from(data).swap16() : data, format);
  };
}

function compressedDecoder(
  parts: readonly Uint8Array[],
  instance: Readonly<Record<string, unknown>>,
  syntax: string,
): FrameDecoder {
  const format = pixelFormat(instance);
  const frames = compressedFrames(parts, Number(instance.NumberOfFrames ?? 1));
  return async (index) => {
    refusePalette(format.PhotometricInterpretation);
    const frame = frames[index];
    if (!frame) throw new Error('the Pixel Data end before it');
    return jpegBaseline.has(syntax)
      ? decodeJpeg(frame, format)
      : decodeCompressed(frame, syntax, format);
  };
}

function refusePalette(PhotometricInterpretation: string): void {
  if (PhotometricInterpretation.startsWith('PALETTE')) {
    throw new Error('palette colour is not supported');
  }
}

interface ParsedFile {
  readonly instance: Record<string, unknown>;
  readonly syntax: string;
  /** Value representation of Pixel Data. */
  readonly pixelVr?: string;
}

function parse(content: Uint8Array): ParsedFile {
  try {
    const file = inflated(content);
    // A copy of its own: a Buffer may be a window on memory that holds other things.
    const { meta, dict } = readTags(new Uint8Array(file.part10).buffer);
    const syntax = file.syntax ?? meta['00020010']?.Value?.[0];
    if (typeof syntax !== 'string') throw new Error('it names no transfer syntax');
    const instance = DicomMetaDictionary.naturalizeDataset(dict);
    return {
      instance: { ...instance, TransferSyntaxUID: syntax },
      syntax,
      pixelVr: dict['7FE00010']?.vr,
    };
  } catch (error) {
    throw new Error(`The file cannot be read as DICOM: ${reasonOf(error)}.`, { cause: error });
  }
}

function readTags(part10: ArrayBuffer): { meta: TaggedDataset; dict: TaggedDataset } {
  try {
    return DicomMessage.readFile(part10, { ignoreErrors: false });
  } catch (error) {
    // Names in a script that dcmjs cannot read (Japanese, say) are no reason to refuse an image, nor
    // is a meta header that does not say how long it is.
    if (!/character set|meta length/i.test((error as Error).message)) throw error;
    return DicomMessage.readFile(part10, { ignoreErrors: true });
  }
}

/** What libraries say, in words for the reader of a log. */
const plainWords: readonly [pattern: RegExp, words: string][] = [
  [/expected header is missing/, 'it does not begin as DICOM files do'],
  [/past end of input|outside the bounds/, 'it ends too early and may be cut off'],
  [/undefined \(reading 'Value'\)/, 'it names no transfer syntax'],
  [/transcoding from (\S+) .*not supported/, 'its transfer syntax is not supported'],
  [/out of bounds|unreachable|^Cannot read prop/, 'its data is damaged or cut off'],
];

/** First line of a library's message, without its own prefix and full stop. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const known = plainWords.find(([pattern]) => pattern.test(message));
  if (known) return known[1];
  return message.split('\n')[0].replace(/^VipsJpeg: |\.$/g, '');
}
