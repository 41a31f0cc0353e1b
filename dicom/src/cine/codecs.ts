import { createRequire } from 'node:module';
import type * as DcmjsCodecs from 'dcmjs-codecs';
import { TransferSyntax } from '../uid/transfer-syntax';

const { NativeCodecs, Transcoder } = createRequire(import.meta.url)(
  'dcmjs-codecs',
) as typeof DcmjsCodecs;

const { ExplicitVRLittleEndian, JPEGLossless, JPEGLosslessSV1 } = TransferSyntax;

let initialised: Promise<void> | undefined;

/**
 * Decodes one frame in RLE, JPEG lossless, JPEG-LS, JPEG 2000 or High-Throughput JPEG 2000.
 *
 * @param attributes the Image Pixel attributes (Rows, Columns, BitsAllocated ...) of the frame
 * @returns the attributes of the decoded frame, with its bytes as the only value of PixelData
 * @throws Error when the frame is damaged or the transfer syntax is none of these
 */
export async function decodeWithCodec(
  compressed: Uint8Array,
  transferSyntaxUID: string,
  attributes: Readonly<Record<string, unknown>>,
): Promise<Record<string, unknown>> {
  initialised ??= NativeCodecs.initializeAsync();
  await initialised;
  try {
    const transcoder = new Transcoder(
      { ...attributes, NumberOfFrames: 1, PixelData: [compressed.slice().buffer] },
      // The codec of first-order prediction decodes every predictor; dcmjs-codecs has it under SV1.
      transferSyntaxUID === JPEGLossless ? JPEGLosslessSV1 : transferSyntaxUID,
    );
    transcoder.transcode(ExplicitVRLittleEndian);
    return transcoder.getElements();
  } catch (error) {
    // A codec that threw leaves its WebAssembly memory corrupt: later frames, intact ones too, would
    // fail.
    NativeCodecs.release();
    initialised = undefined;
    throw error;
  }
}
