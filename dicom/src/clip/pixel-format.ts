import {
  isHighThroughput,
  isJpip,
  isNative,
  isVideo,
  TransferSyntax,
  videoCodec,
} from '../uid/transfer-syntax';
import type { ClipHeader } from './clip-header';

/**
 * What decodes frames: readCine, the image loader of Cornerstone in OHIF, or that loader in a browser with
 * WebCodecs, which decodes video.
 */
export type FrameDecoder = 'node' | 'cornerstone' | 'webcodecs';

/**
 * Judges whether the frames of a clip are decoded to the pixels that were stored.
 *
 * @returns a full sentence why not; undefined where they are
 */
export function refusePixels(header: ClipHeader, decoder: FrameDecoder): string | undefined {
  return (
    refuseSize(header) ??
    refuseEncoding(header, decoder) ??
    refuseBits(header) ??
    (isDecodedVideo(header, decoder) ? undefined : refuseColour(header, decoder))
  );
}

/** Pixels along a side: the smallest that shows a heart, and the largest that is no damage. */
const smallestSide = 64;
const largestSide = 8192;

/** Pixels of an image: more than any echo machine stores. All sampled frames are in memory at once. */
const mostPixels = 3840 * 2160;

function refuseSize({ Rows, Columns }: ClipHeader): string | undefined {
  if (Math.min(Rows, Columns) < smallestSide || Math.max(Rows, Columns) > largestSide) {
    return (
      `The images are ${Columns} x ${Rows} pixels; EchoNet accepts ` +
      `${smallestSide} x ${smallestSide} to ${largestSide} x ${largestSide}.`
    );
  }
  if (Rows * Columns > mostPixels) {
    return (
      `The images are ${Columns} x ${Rows} pixels; EchoNet accepts up to ` +
      `${mostPixels / 1e6} million pixels.`
    );
  }
  return undefined;
}

const convertIt = 'have the archive convert the clip, for example to JPEG';

const ofBoth = [
  TransferSyntax.ImplicitVRLittleEndian,
  TransferSyntax.ExplicitVRLittleEndian,
  TransferSyntax.DeflatedExplicitVRLittleEndian,
  TransferSyntax.ExplicitVRBigEndian,
  TransferSyntax.RLELossless,
  TransferSyntax.JPEGBaseline8Bit,
  TransferSyntax.JPEGExtended12Bit,
  TransferSyntax.JPEGLossless,
  TransferSyntax.JPEGLosslessSV1,
  TransferSyntax.JPEGLSLossless,
  TransferSyntax.JPEGLSNearLossless,
  TransferSyntax.JPEG2000Lossless,
  TransferSyntax.JPEG2000,
  TransferSyntax.HTJ2KLossless,
  TransferSyntax.HTJ2KLosslessRPCL,
  TransferSyntax.HTJ2K,
];

/** Transfer syntaxes with a decoder, besides video; of Cornerstone as in its decodeImageFrame. */
const decodable: Readonly<Record<FrameDecoder, ReadonlySet<string>>> = {
  cornerstone: new Set(ofBoth),
  webcodecs: new Set(ofBoth),
  node: new Set([
    ...ofBoth,
    TransferSyntax.JPEGXLLossless,
    TransferSyntax.JPEGXLJPEGRecompression,
    TransferSyntax.JPEGXL,
  ]),
};

const names: Readonly<Record<string, string>> = {
  [TransferSyntax.JPEGXLLossless]: 'JPEG XL',
  [TransferSyntax.JPEGXLJPEGRecompression]: 'JPEG XL',
  [TransferSyntax.JPEGXL]: 'JPEG XL',
};

/** An archive may not tell the transfer syntax; then the frames themselves will. */
function refuseEncoding(
  { TransferSyntaxUID: uid }: ClipHeader,
  decoder: FrameDecoder,
): string | undefined {
  if (uid === undefined) {
    return undefined;
  }
  if (isVideo(uid)) {
    return refuseVideo(uid, decoder);
  }
  if (isJpip(uid)) {
    return 'The clip holds only a link to its pixels (JPIP); have the archive send the pixels.';
  }
  return decodable[decoder].has(uid)
    ? undefined
    : `The clip is compressed as ${names[uid] ?? `transfer syntax ${uid}`}, which ` +
        `${decoder === 'node' ? 'EchoNet' : 'the viewer'} cannot decode; ${convertIt}.`;
}

/** The stream, not the header, says how the colours of a video are stored. */
function isDecodedVideo({ TransferSyntaxUID: uid }: ClipHeader, decoder: FrameDecoder): boolean {
  return decoder === 'webcodecs' && uid !== undefined && videoCodec(uid) !== undefined;
}

function refuseVideo(uid: string, decoder: FrameDecoder): string | undefined {
  const codec = videoCodec(uid);
  if (codec === undefined || decoder === 'node') {
    return (
      `The clip is stored as video (${codec ?? 'MPEG-2 or a live stream'}), which EchoNet cannot ` +
      `decode${codec ? ' outside the viewer' : ''}; ${convertIt}.`
    );
  }
  return decoder === 'webcodecs'
    ? undefined
    : `The clip is stored as video (${codec}), which takes a browser with WebCodecs and a page ` +
        `opened by https; open the viewer so, or ${convertIt}.`;
}

function refuseBits(header: ClipHeader): string | undefined {
  const { BitsAllocated, BitsStored, HighBit, RescaleSlope = 1, RescaleIntercept = 0 } = header;
  if (BitsStored < 8 || BitsAllocated > 16) {
    return `The pixels have ${BitsStored} bits; EchoNet accepts 8 to 16.`;
  }
  if (BitsAllocated !== 8 && BitsAllocated !== 16) {
    return `The pixels take ${BitsAllocated} bits each; EchoNet reads whole bytes.`;
  }
  if (HighBit !== undefined && HighBit !== BitsStored - 1) {
    const written = Number.isNaN(HighBit) ? 'that is no number' : String(HighBit);
    return (
      `The header contradicts itself: High Bit ${written} with ${BitsStored} bits stored; ` +
      `${convertIt}.`
    );
  }
  if (BitsStored > 8 && header.TransferSyntaxUID === TransferSyntax.JPEGBaseline8Bit) {
    return (
      `The header contradicts itself: ${BitsStored} bits stored in JPEG Baseline, which holds 8; ` +
      'send the clip again.'
    );
  }
  if (header.PixelRepresentation === 1) {
    return 'The pixels are signed numbers, which ultrasound does not use; the header is damaged.';
  }
  if (RescaleSlope !== 1 || RescaleIntercept !== 0) {
    return (
      `The header rescales grey values (Rescale Slope ${RescaleSlope}, Intercept ` +
      `${RescaleIntercept}), which ultrasound does not use; ${convertIt}.`
    );
  }
  return undefined;
}

const readablePhotometricInterpretation =
  /^(MONOCHROME[12]|PALETTE COLOR|RGB|YBR_(FULL|FULL_422|ICT|RCT))$/;

function refuseColour(header: ClipHeader, decoder: FrameDecoder): string | undefined {
  const { PhotometricInterpretation, SamplesPerPixel, TransferSyntaxUID: uid } = header;
  if (!readablePhotometricInterpretation.test(PhotometricInterpretation)) {
    return (
      `The pixels are stored as ${PhotometricInterpretation}, which EchoNet cannot read; ` +
      'have the archive convert the clip to RGB or grey.'
    );
  }
  if (SamplesPerPixel !== (/^(MONO|PALETTE)/.test(PhotometricInterpretation) ? 1 : 3)) {
    return (
      `The header contradicts itself: ${PhotometricInterpretation} with ${SamplesPerPixel} ` +
      'samples per pixel.'
    );
  }
  if (PhotometricInterpretation === 'PALETTE COLOR') {
    return refusePalette(header);
  }
  if (SamplesPerPixel === 1) {
    return undefined;
  }
  return (
    refuseDeepColour(header) ??
    (isHalvedUnevenly(header)
      ? `The header contradicts itself: YBR_FULL_422 shares colour between two pixels, and a row has ` +
        `${header.Columns}; ${convertIt}.`
      : undefined) ??
    (decoder !== 'node' && uid !== undefined && isHighThroughput(uid)
      ? refuseHighThroughput(PhotometricInterpretation)
      : undefined)
  );
}

/** Cornerstone reads tables of the plain kind alone, and little-endian ones. */
function refusePalette(header: ClipHeader): string | undefined {
  if (header.hasSegmentedPalette) {
    return `The colour palette is segmented, which EchoNet cannot read; ${convertIt}.`;
  }
  return header.TransferSyntaxUID === TransferSyntax.ExplicitVRBigEndian
    ? `The colour palette is big-endian, which EchoNet cannot read; ${convertIt}.`
    : undefined;
}

/**
 * Cornerstone clips converted and planar colour to 8 bits and reorders that of RLE; dcmjs-codecs
 * returns half of what JPEG 2000 holds. Uncompressed interleaved RGB is right in both.
 */
function refuseDeepColour(header: ClipHeader): string | undefined {
  const { BitsAllocated, PhotometricInterpretation, PlanarConfiguration = 0 } = header;
  const { TransferSyntaxUID: uid } = header;
  const isPlain =
    PhotometricInterpretation === 'RGB' &&
    PlanarConfiguration === 0 &&
    (uid === undefined || isNative(uid));
  return BitsAllocated > 8 && !isPlain
    ? `The colours have ${header.BitsStored} bits in a form that EchoNet cannot read ` +
        `(${PhotometricInterpretation}); ${convertIt}.`
    : undefined;
}

/**
 * Columns of native YBR_FULL_422 are a multiple of 2 (PS3.3 C.7.6.3.1.2): others were written in rows
 * of whole pairs by some and without regard to rows by others.
 */
function isHalvedUnevenly(header: ClipHeader): boolean {
  const { PhotometricInterpretation, TransferSyntaxUID, Columns } = header;
  return (
    PhotometricInterpretation === 'YBR_FULL_422' &&
    TransferSyntaxUID !== undefined &&
    isNative(TransferSyntaxUID) &&
    Columns % 2 === 1
  );
}

/**
 * Cornerstone puts the rows of each component in the wrong places where the code stream has no component
 * transform; that it has one only YBR_RCT and YBR_ICT promise.
 */
function refuseHighThroughput(PhotometricInterpretation: string): string | undefined {
  return PhotometricInterpretation === 'YBR_RCT' || PhotometricInterpretation === 'YBR_ICT'
    ? undefined
    : `The clip is compressed as HTJ2K from ${PhotometricInterpretation}, which the viewer decodes ` +
        `wrongly; ${convertIt}.`;
}
