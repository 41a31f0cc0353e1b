import { createRequire } from 'node:module';
import type * as DcmjsCodecs from 'dcmjs-codecs';

const { NativeCodecs, Transcoder } = createRequire(import.meta.url)(
  'dcmjs-codecs',
) as typeof DcmjsCodecs;

const explicitLittleEndian = '1.2.840.10008.1.2.1';

/** JPEG lossless with any predictor; the codec for the first predictor reads them all. */
const jpegLossless = '1.2.840.10008.1.2.4.57';
const jpegLosslessFirstOrder = '1.2.840.10008.1.2.4.70';

let started: Promise<void> | undefined;

/**
 * Decodes one frame in RLE, JPEG lossless, JPEG-LS, JPEG 2000 or High-Throughput JPEG 2000.
 *
 * @param attributes Rows, Columns and the other attributes that say how pixels are stored
 * @returns the attributes of the decoded frame, with its bytes as the only value of PixelData
 * @throws Error when the data is damaged or the syntax is another one
 */
export async function decodeWithCodec(
  compressed: Uint8Array,
  transferSyntax: string,
  attributes: Readonly<Record<string, unknown>>,
): Promise<Record<string, unknown>> {
  started ??= NativeCodecs.initializeAsync();
  await started;
  try {
    const transcoder = new Transcoder(
      { ...attributes, NumberOfFrames: 1, PixelData: [compressed.slice().buffer] },
      transferSyntax === jpegLossless ? jpegLosslessFirstOrder : transferSyntax,
    );
    transcoder.transcode(explicitLittleEndian);
    return transcoder.getElements();
  } catch (error) {
    // A decoder that threw leaves its memory in disorder: later frames, good ones too, would fail.
    NativeCodecs.release();
    started = undefined;
    throw error;
  }
}
