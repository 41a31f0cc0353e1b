/**
 * A new UID under the root for UUIDs (DICOM PS3.5 B.2): 122 random bits of a UUID (RFC 9562, version
 * 4) in decimal, at most 44 characters. crypto.randomUUID is not there on plain HTTP.
 */
export function newUid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `2.25.${BigInt(`0x${hex}`)}`;
}
