import { createRequire } from 'node:module';
import { toFramePixels, type FramePixels } from '@echonet/models';
import type * as DcmjsCodecs from 'dcmjs-codecs';
import sharp from 'sharp';
import { DicomMessage, DicomMetaDictionary } from './dcmjs';

const { NativeCodecs, Transcoder } = createRequire(import.meta.url)(
  'dcmjs-codecs',
) as typeof DcmjsCodecs;

/** A DICOM image in Node: its attributes, and its frames on demand. */
export interface Cine {
  /** Naturalised attributes; readClipHeader takes them. */
  readonly instance: Record<string, unknown>;
  /**
   * Decodes one frame.
   *
   * @param index 0-based
   * @throws Error when it is missing or cannot be decoded, or its transfer syntax is not supported
   */
  frame(index: number): Promise<FramePixels>;
}

const explicitLittleEndian = '1.2.840.10008.1.2.1';
const jpegBaseline = new Set(['1.2.840.10008.1.2.4.50', '1.2.840.10008.1.2.4.51']);
const uncompressed = new Set([
  '1.2.840.10008.1.2',
  explicitLittleEndian,
  '1.2.840.10008.1.2.1.99',
  '1.2.840.10008.1.2.2',
]);

/**
 * Reads a DICOM Part 10 file. JPEG baseline goes through libvips; the lossless and wavelet syntaxes
 * are transcoded as a whole by dcmjs-codecs, when the first frame is asked for.
 *
 * @param content of the file
 * @throws Error with one sentence when it is no DICOM file
 */
export async function readCine(content: Uint8Array): Promise<Cine> {
  const part10 = content.slice().buffer;
  const { instance, syntax } = parse(part10);
  if (jpegBaseline.has(syntax)) {
    const fragments = pixelFragments(instance);
    return {
      instance,
      frame: (index) => decodeJpeg(frameBytes(fragments, index, instance), index, instance),
    };
  }
  if (uncompressed.has(syntax)) return nativeCine(instance, syntax === '1.2.840.10008.1.2.2');
  let transcoded: Promise<Cine> | undefined;
  return {
    instance,
    async frame(index) {
      transcoded ??= transcode(part10, syntax).then((elements) =>
        nativeCine({ ...instance, ...elements }, false),
      );
      return (await transcoded).frame(index);
    },
  };
}

function parse(part10: ArrayBuffer): { instance: Record<string, unknown>; syntax: string } {
  try {
    const { meta, dict } = DicomMessage.readFile(part10, { ignoreErrors: false });
    const instance = DicomMetaDictionary.naturalizeDataset(dict);
    const syntax = meta['00020010']?.Value?.[0];
    if (typeof syntax !== 'string') throw new Error('it names no transfer syntax');
    return { instance: { ...instance, TransferSyntaxUID: syntax }, syntax };
  } catch (error) {
    throw new Error(`The file cannot be read as DICOM: ${(error as Error).message}.`, {
      cause: error,
    });
  }
}

async function transcode(part10: ArrayBuffer, syntax: string): Promise<Record<string, unknown>> {
  if (!NativeCodecs.isInitialized()) await NativeCodecs.initializeAsync();
  try {
    const transcoder = new Transcoder(part10.slice(0));
    transcoder.transcode(explicitLittleEndian);
    return transcoder.getElements();
  } catch (error) {
    throw new Error(
      `The pixels in transfer syntax ${syntax} cannot be decoded: ${(error as Error).message}.`,
      { cause: error },
    );
  }
}

function nativeCine(instance: Record<string, unknown>, bigEndian: boolean): Cine {
  const [Rows, Columns] = [Number(instance.Rows), Number(instance.Columns)];
  const samples = Number(instance.SamplesPerPixel ?? 1);
  const bytesPerSample = Number(instance.BitsAllocated ?? 8) > 8 ? 2 : 1;
  const length = Rows * Columns * samples;
  const bytes = concatenated(pixelFragments(instance));
  return {
    instance,
    async frame(index) {
      const start = index * length * bytesPerSample;
      const slice = bytes.slice(start, start + length * bytesPerSample);
      if (index < 0 || slice.byteLength < length * bytesPerSample) {
        throw new Error(`Frame ${index + 1} is missing: the Pixel Data ends before it.`);
      }
      const data = bytesPerSample === 2 ? words(slice, bigEndian) : slice;
      return toFramePixels({
        Rows,
        Columns,
        data: samples === 3 ? toRgb(data as Uint8Array, instance) : data,
        PhotometricInterpretation: samples === 3 ? 'RGB' : photometric(instance),
        BitsStored: Number(instance.BitsStored ?? 8 * bytesPerSample),
      });
    },
  };
}

function words(bytes: Uint8Array, bigEndian: boolean): Uint16Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Uint16Array.from({ length: bytes.byteLength >> 1 }, (_, i) =>
    view.getUint16(2 * i, !bigEndian),
  );
}

/** Interleaved RGB from planes or from YBR_FULL (PS3.3 C.7.6.3.1.2). */
function toRgb(data: Uint8Array, instance: Record<string, unknown>): Uint8Array {
  const pixels = data.length / 3;
  let interleaved = data;
  if (Number(instance.PlanarConfiguration ?? 0) === 1) {
    interleaved = new Uint8Array(data.length);
    for (let i = 0; i < pixels; i += 1) {
      for (let plane = 0; plane < 3; plane += 1)
        interleaved[3 * i + plane] = data[plane * pixels + i];
    }
  }
  if (!photometric(instance).startsWith('YBR_FULL')) return interleaved;
  const rgb = new Uint8ClampedArray(data.length);
  for (let i = 0; i < interleaved.length; i += 3) {
    const [y, cb, cr] = [interleaved[i], interleaved[i + 1] - 128, interleaved[i + 2] - 128];
    rgb[i] = y + 1.402 * cr;
    rgb[i + 1] = y - 0.344136 * cb - 0.714136 * cr;
    rgb[i + 2] = y + 1.772 * cb;
  }
  return new Uint8Array(rgb.buffer);
}

function photometric(instance: Record<string, unknown>): string {
  return String(instance.PhotometricInterpretation ?? 'MONOCHROME2');
}

async function decodeJpeg(
  jpeg: Uint8Array,
  index: number,
  instance: Record<string, unknown>,
): Promise<FramePixels> {
  try {
    const { data, info } = await sharp(jpeg, { failOn: 'truncated' })
      .raw()
      .toBuffer({ resolveWithObject: true });
    return toFramePixels({
      Rows: info.height,
      Columns: info.width,
      data: new Uint8Array(data),
      PhotometricInterpretation: info.channels === 1 ? photometric(instance) : 'RGB',
      BitsStored: 8,
    });
  } catch (error) {
    throw new Error(`Frame ${index + 1} cannot be decoded: ${(error as Error).message}`, {
      cause: error,
    });
  }
}

function pixelFragments(instance: Record<string, unknown>): Uint8Array[] {
  const value = instance.PixelData;
  if (value === undefined || value === null) throw new Error('The file has no Pixel Data.');
  return (Array.isArray(value) ? value : [value])
    .filter((part): part is ArrayBuffer => part instanceof ArrayBuffer)
    .map((part) => new Uint8Array(part));
}

function concatenated(parts: readonly Uint8Array[]): Uint8Array {
  return parts.length === 1 ? parts[0] : new Uint8Array(Buffer.concat(parts));
}

/** dcmjs gives one buffer a frame; the fragments of a single frame belong together. */
function frameBytes(
  fragments: readonly Uint8Array[],
  index: number,
  instance: Record<string, unknown>,
): Uint8Array {
  const frames = Number(instance.NumberOfFrames ?? 1);
  const bytes = frames === 1 ? concatenated(fragments) : fragments[index];
  if (!bytes || index < 0 || index >= frames) {
    throw new Error(`Frame ${index + 1} is missing from the Pixel Data.`);
  }
  return bytes;
}
