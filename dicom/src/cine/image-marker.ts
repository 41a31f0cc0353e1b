/**
 * True for bytes that begin a compressed image: start of image of JPEG and JPEG-LS (ISO 10918-1 B.2),
 * or start of a JPEG 2000 code stream (ISO 15444-1 A.4).
 */
export function startsWithImageMarker([first, second, third, fourth]: Uint8Array): boolean {
  if (first !== 0xff) {
    return false;
  }
  return (
    (second === 0xd8 && third === 0xff) || (second === 0x4f && third === 0xff && fourth === 0x51)
  );
}
