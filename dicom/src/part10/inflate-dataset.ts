import { inflateRawSync } from 'node:zlib';

/** A deflated data set (PS3.5 A.5) in plain bytes, or why there are none. */
export type InflatedDataset =
  | { readonly bytes: Buffer }
  | { readonly problem: 'too large' | 'damaged'; readonly cause: unknown };

/** @param maxBytes the bytes beyond which inflating stops: a kilobyte can claim a gigabyte */
export function inflateDataset(deflated: Uint8Array, maxBytes: number): InflatedDataset {
  try {
    return { bytes: inflateRawSync(deflated, { maxOutputLength: maxBytes }) };
  } catch (cause) {
    const tooLarge = (cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    return { problem: tooLarge ? 'too large' : 'damaged', cause };
  }
}
