/** Transfer syntaxes that the archive treats by name (PS3.6 table A-1). */
export const TransferSyntax = {
  ImplicitVRLittleEndian: '1.2.840.10008.1.2',
  ExplicitVRLittleEndian: '1.2.840.10008.1.2.1',
  DeflatedExplicitVRLittleEndian: '1.2.840.10008.1.2.1.99',
  ExplicitVRBigEndian: '1.2.840.10008.1.2.2',
} as const;

const mediaTypes: Record<string, string> = {
  '1.2.840.10008.1.2.5': 'image/dicom-rle',
  '1.2.840.10008.1.2.4.50': 'image/jpeg',
  '1.2.840.10008.1.2.4.51': 'image/jpeg',
  '1.2.840.10008.1.2.4.57': 'image/jpeg',
  '1.2.840.10008.1.2.4.70': 'image/jpeg',
  '1.2.840.10008.1.2.4.80': 'image/jls',
  '1.2.840.10008.1.2.4.81': 'image/jls',
  '1.2.840.10008.1.2.4.90': 'image/jp2',
  '1.2.840.10008.1.2.4.91': 'image/jp2',
  '1.2.840.10008.1.2.4.201': 'image/jphc',
  '1.2.840.10008.1.2.4.202': 'image/jphc',
  '1.2.840.10008.1.2.4.203': 'image/jphc',
};

/** Media type of one frame in a transfer syntax (PS3.18 table 8.7.3-2). */
export function frameMediaType(transferSyntaxUID: string): string {
  return mediaTypes[transferSyntaxUID] ?? 'application/octet-stream';
}

/** True for MPEG-2, MPEG-4 and HEVC, whose frames cannot be cut out of the stream. */
export function isVideo(transferSyntaxUID: string): boolean {
  return /^1\.2\.840\.10008\.1\.2\.4\.10[0-8](\.1)?$/.test(transferSyntaxUID);
}

/**
 * The transfer syntax in which frames leave the archive: the stored one, except that deflated and
 * big-endian pixels leave as Explicit VR Little Endian.
 */
export function servedTransferSyntax(stored: string): string {
  switch (stored) {
    case TransferSyntax.ImplicitVRLittleEndian:
    case TransferSyntax.DeflatedExplicitVRLittleEndian:
    case TransferSyntax.ExplicitVRBigEndian:
      return TransferSyntax.ExplicitVRLittleEndian;
    default:
      return stored;
  }
}
