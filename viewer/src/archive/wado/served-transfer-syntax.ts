import { isNative, TransferSyntax } from '@echonet/dicom';

/**
 * The transfer syntax in which frames leave the archive: the stored one, except that native pixels,
 * deflated and big-endian ones included, leave as Explicit VR Little Endian.
 */
export function servedTransferSyntax(storedTransferSyntaxUID: string): string {
  return isNative(storedTransferSyntaxUID)
    ? TransferSyntax.ExplicitVRLittleEndian
    : storedTransferSyntaxUID;
}
