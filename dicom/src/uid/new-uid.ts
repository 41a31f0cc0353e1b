/**
 * A random UID under the root for UUIDs (PS3.5 B.2): a UUID of version 4 (RFC 9562, 122 random bits)
 * in decimal, at most 44 characters. `crypto.randomUUID` is missing on pages served over plain HTTP.
 */
export function newUid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `2.25.${BigInt(`0x${hex}`)}`;
}
