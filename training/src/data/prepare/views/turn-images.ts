import { turnImage, type ImageTurn } from '@echonet/models/image';
import type { ClipImages } from '../../prepared/images';

/** Turns frames and mask; images of one channel. */
export function turnImages(
  { frames, mask }: ClipImages,
  turn: ImageTurn,
  size: number,
): ClipImages {
  const turned = (image: Uint8Array) => turnImage(image, size, turn);
  return { frames: eachFrame(frames, size, turned), mask: turned(mask) };
}

/** Applies a change to each frame. @param frames [n, size, size] */
export function eachFrame(
  frames: Uint8Array,
  size: number,
  change: (frame: Uint8Array, index: number) => Uint8Array,
): Uint8Array {
  const length = size * size;
  const changed = new Uint8Array(frames.length);
  for (let at = 0, index = 0; at < frames.length; at += length, index++) {
    changed.set(change(frames.subarray(at, at + length), index), at);
  }
  return changed;
}
