const deflated = '1.2.840.10008.1.2.1.99';
const bigEndian = '1.2.840.10008.1.2.2';
const undefinedLength = Buffer.from([0xff, 0xff, 0xff, 0xff]);
const pixelDataTag = Buffer.from([0xe0, 0x7f, 0x10, 0x00]);
const item = 0xe000fffe;

/**
 * Tells whether a file ends before its Pixel Data do, by their own length fields. dcmjs fills what
 * is missing with zeros and says nothing.
 *
 * @param content of a DICOM Part 10 file
 * @param transferSyntax its Transfer Syntax UID; a deflated data set is whole if it inflates
 * @param pixelBytes length that native Pixel Data claim; undefined where they are encapsulated
 */
export function isCutOff(
  content: Uint8Array,
  transferSyntax: string,
  pixelBytes: number | undefined,
): boolean {
  if (transferSyntax === deflated) return false;
  const file = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  return pixelBytes === undefined
    ? encapsulatedCutOff(file)
    : nativeCutOff(file, transferSyntax === bigEndian, pixelBytes);
}

/** Looks for the element with this very length, which stands right before the pixels. */
function nativeCutOff(file: Buffer, swapped: boolean, pixelBytes: number): boolean {
  const tag = swapped ? Buffer.from(pixelDataTag).swap16() : pixelDataTag;
  for (let at = file.indexOf(tag); at >= 0; at = file.indexOf(tag, at + 4)) {
    // After the tag: VR, two reserved bytes and the length; the length alone in implicit VR.
    for (const lengthAt of [at + 8, at + 4]) {
      if (lengthAt + 4 > file.length) continue;
      const length = swapped ? file.readUInt32BE(lengthAt) : file.readUInt32LE(lengthAt);
      if (length === pixelBytes) return lengthAt + 4 + pixelBytes > file.length;
    }
  }
  return false;
}

/** Walks over the items (PS3.5 A.4) from the last Pixel Data of undefined length. */
function encapsulatedCutOff(file: Buffer): boolean {
  const header = Buffer.concat([pixelDataTag, Buffer.from('OB\0\0'), undefinedLength]);
  let at = file.lastIndexOf(header);
  if (at < 0) return false;
  at += header.length;
  while (at + 8 <= file.length && file.readUInt32LE(at) === item) {
    at += 8 + file.readUInt32LE(at + 4);
  }
  return at > file.length;
}
