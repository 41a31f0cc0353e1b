import { createRequire } from 'node:module';
import type * as DcmjsCodecs from 'dcmjs-codecs';
import { TransferSyntax } from '../uid/transfer-syntax';

const { NativeCodecs, Transcoder } = createRequire(import.meta.url)(
  'dcmjs-codecs',
) as typeof DcmjsCodecs;

const {
  ExplicitVRLittleEndian,
  JPEGBaseline8Bit,
  JPEGExtended12Bit,
  JPEGLossless,
  JPEGLosslessSV1,
} = TransferSyntax;

/** Codecs of dcmjs-codecs that decode more than the transfer syntax it has them under. */
const codecOf: Readonly<Record<string, string>> = {
  // First-order prediction: every predictor.
  [JPEGLossless]: JPEGLosslessSV1,
  // JPEG: 12 bits, too.
  [JPEGExtended12Bit]: JPEGBaseline8Bit,
};

let initialised: Promise<void> | undefined;

/**
 * Decodes one frame in RLE, JPEG extended of 12 bits, JPEG lossless, JPEG-LS, JPEG 2000, High-Throughput
 * JPEG 2000 or JPEG XL.
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
      codecOf[transferSyntaxUID] ?? transferSyntaxUID,
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
