/** The values of Pixel Data as dcmjs hands them out: the whole, or a part for each item. */
export function pixelParts(instance: Readonly<Record<string, unknown>>): Uint8Array[] {
  const value = instance.PixelData;
  return (Array.isArray(value) ? value.flat() : [value])
    .filter((part): part is ArrayBuffer => part instanceof ArrayBuffer)
    .map((part) => new Uint8Array(part));
}

/** The parts end to end; no copy where there is but one. */
export function joined(parts: readonly Uint8Array[]): Uint8Array {
  return parts.length === 1 ? parts[0] : new Uint8Array(Buffer.concat(parts));
}

/**
 * Groups the fragments of encapsulated Pixel Data into frames. dcmjs has done so where there is a
 * Basic Offset Table; where it is empty a frame may still be in several fragments (PS3.5 A.4), and
 * each frame begins with its start-of-image marker.
 *
 * @returns compressed frames; as many as the fragments show, not as the header claims
 */
export function compressedFrames(
  fragments: readonly Uint8Array[],
  NumberOfFrames: number,
): Uint8Array[] {
  if (fragments.length <= NumberOfFrames) return [...fragments];
  if (NumberOfFrames === 1) return [joined(fragments)];
  const frames: Uint8Array[][] = [];
  for (const fragment of fragments) {
    if (frames.length === 0 || beginsImage(fragment)) frames.push([]);
    frames[frames.length - 1].push(fragment);
  }
  return frames.map(joined);
}

/** Start of image of JPEG and JPEG-LS (ISO 10918-1 B.2), or of a JPEG 2000 code stream. */
function beginsImage([first, second, third]: Uint8Array): boolean {
  return first === 0xff && ((second === 0xd8 && third === 0xff) || second === 0x4f);
}
