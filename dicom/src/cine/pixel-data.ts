import { startsWithImageMarker } from './image-marker';

/** The values of naturalised Pixel Data: one of native pixels, one per item of encapsulated ones. */
export function pixelDataValues(instance: Readonly<Record<string, unknown>>): Uint8Array[] {
  const value = instance.PixelData;
  return (Array.isArray(value) ? value.flat() : [value])
    .filter((part): part is ArrayBuffer => part instanceof ArrayBuffer)
    .map((part) => new Uint8Array(part));
}

/** Does not copy a single part. */
export function concatenate(parts: readonly Uint8Array[]): Uint8Array {
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
  if (fragments.length <= NumberOfFrames) {
    return [...fragments];
  }
  if (NumberOfFrames === 1) {
    return [concatenate(fragments)];
  }
  const frames: Uint8Array[][] = [];
  for (const fragment of fragments) {
    if (frames.length === 0 || startsWithImageMarker(fragment)) {
      frames.push([]);
    }
    frames[frames.length - 1].push(fragment);
  }
  return frames.map(concatenate);
}
