/**
 * SHA-256 of bytes in lower-case hex by the browser's own code; undefined on plain HTTP, where
 * browsers offer none.
 */
export async function sha256Hex(bytes: ArrayBuffer): Promise<string | undefined> {
  // The types do not know pages on plain HTTP.
  const subtle = crypto.subtle as SubtleCrypto | undefined;
  if (!subtle) return undefined;
  const digest = new Uint8Array(await subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
