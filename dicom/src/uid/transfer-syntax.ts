/** Transfer Syntax UIDs under their keywords (PS3.6 table A-1). */
export const TransferSyntax = {
  ImplicitVRLittleEndian: '1.2.840.10008.1.2',
  ExplicitVRLittleEndian: '1.2.840.10008.1.2.1',
  DeflatedExplicitVRLittleEndian: '1.2.840.10008.1.2.1.99',
  ExplicitVRBigEndian: '1.2.840.10008.1.2.2',
  JPEGBaseline8Bit: '1.2.840.10008.1.2.4.50',
  JPEGExtended12Bit: '1.2.840.10008.1.2.4.51',
  JPEGLossless: '1.2.840.10008.1.2.4.57',
  JPEGLosslessSV1: '1.2.840.10008.1.2.4.70',
  JPEGLSLossless: '1.2.840.10008.1.2.4.80',
  JPEGLSNearLossless: '1.2.840.10008.1.2.4.81',
  JPEG2000Lossless: '1.2.840.10008.1.2.4.90',
  JPEG2000: '1.2.840.10008.1.2.4.91',
  JPIPReferenced: '1.2.840.10008.1.2.4.94',
  JPIPReferencedDeflate: '1.2.840.10008.1.2.4.95',
  HTJ2KLossless: '1.2.840.10008.1.2.4.201',
  HTJ2KLosslessRPCL: '1.2.840.10008.1.2.4.202',
  HTJ2K: '1.2.840.10008.1.2.4.203',
  JPEGXLLossless: '1.2.840.10008.1.2.4.110',
  JPEGXLJPEGRecompression: '1.2.840.10008.1.2.4.111',
  JPEGXL: '1.2.840.10008.1.2.4.112',
  JPIPHTJ2KReferenced: '1.2.840.10008.1.2.4.204',
  JPIPHTJ2KReferencedDeflate: '1.2.840.10008.1.2.4.205',
  RLELossless: '1.2.840.10008.1.2.5',
} as const;

const native: ReadonlySet<string> = new Set([
  TransferSyntax.ImplicitVRLittleEndian,
  TransferSyntax.ExplicitVRLittleEndian,
  TransferSyntax.DeflatedExplicitVRLittleEndian,
  TransferSyntax.ExplicitVRBigEndian,
]);

/** True where Pixel Data is uncompressed, though the whole data set may be deflated. */
export function isNative(transferSyntaxUID: string): boolean {
  return native.has(transferSyntaxUID);
}

/**
 * True for MPEG-2, H.264 and H.265, their fragmentable forms, and SMPTE ST 2110 streams, whose frames
 * cannot be cut out of the stream.
 */
export function isVideo(transferSyntaxUID: string): boolean {
  return /^1\.2\.840\.10008\.1\.2\.(4\.10[0-8](\.1)?|7\.[1-3])$/.test(transferSyntaxUID);
}

/** Codec of a video that a browser may be able to decode; undefined for MPEG-2, which none decodes. */
export function videoCodec(transferSyntaxUID: string): 'H.264' | 'H.265' | undefined {
  const [, last] = /^1\.2\.840\.10008\.1\.2\.4\.10([2-8])(?:\.1)?$/.exec(transferSyntaxUID) ?? [];
  if (last === undefined) {
    return undefined;
  }
  return last === '7' || last === '8' ? 'H.265' : 'H.264';
}

const highThroughput: ReadonlySet<string> = new Set([
  TransferSyntax.HTJ2KLossless,
  TransferSyntax.HTJ2KLosslessRPCL,
  TransferSyntax.HTJ2K,
]);

export function isHighThroughput(transferSyntaxUID: string): boolean {
  return highThroughput.has(transferSyntaxUID);
}

const jpip: ReadonlySet<string> = new Set([
  TransferSyntax.JPIPReferenced,
  TransferSyntax.JPIPReferencedDeflate,
  TransferSyntax.JPIPHTJ2KReferenced,
  TransferSyntax.JPIPHTJ2KReferencedDeflate,
]);

/** True for JPIP: the data set holds a link to its pixels. */
export function isJpip(transferSyntaxUID: string): boolean {
  return jpip.has(transferSyntaxUID);
}

const mediaTypes: Readonly<Record<string, string>> = {
  [TransferSyntax.RLELossless]: 'image/dicom-rle',
  [TransferSyntax.JPEGBaseline8Bit]: 'image/jpeg',
  [TransferSyntax.JPEGExtended12Bit]: 'image/jpeg',
  [TransferSyntax.JPEGLossless]: 'image/jpeg',
  [TransferSyntax.JPEGLosslessSV1]: 'image/jpeg',
  [TransferSyntax.JPEGLSLossless]: 'image/jls',
  [TransferSyntax.JPEGLSNearLossless]: 'image/jls',
  [TransferSyntax.JPEG2000Lossless]: 'image/jp2',
  [TransferSyntax.JPEG2000]: 'image/jp2',
  [TransferSyntax.HTJ2KLossless]: 'image/jphc',
  [TransferSyntax.HTJ2KLosslessRPCL]: 'image/jphc',
  [TransferSyntax.HTJ2K]: 'image/jphc',
  [TransferSyntax.JPEGXLLossless]: 'image/jxl',
  [TransferSyntax.JPEGXLJPEGRecompression]: 'image/jxl',
  [TransferSyntax.JPEGXL]: 'image/jxl',
};

/** Media type of a single frame (PS3.18 table 8.7.3-2); application/octet-stream for native ones. */
export function frameMediaType(transferSyntaxUID: string): string {
  return mediaTypes[transferSyntaxUID] ?? 'application/octet-stream';
}
