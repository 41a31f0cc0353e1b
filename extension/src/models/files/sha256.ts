/** Lower-case hex; undefined on plain HTTP, where browsers have no Web Crypto. */
export async function sha256Hex(bytes: ArrayBuffer): Promise<string | undefined> {
  // Undefined on plain HTTP, contrary to its type.
  const subtle = crypto.subtle as SubtleCrypto | undefined;
  if (!subtle) return undefined;
  const digest = new Uint8Array(await subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
