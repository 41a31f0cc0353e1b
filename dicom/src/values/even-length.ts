/** A copy with a trailing NUL where the length is odd: DICOM values have even lengths (PS3.5 7.1). */
export function toEvenLength(bytes: Uint8Array): ArrayBuffer {
  const even = new Uint8Array(bytes.byteLength + (bytes.byteLength % 2));
  even.set(bytes);
  return even.buffer;
}
