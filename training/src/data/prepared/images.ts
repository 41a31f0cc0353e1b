import { closeSync, openSync, readSync } from 'node:fs';
import type { InputContract } from '@echonet/models';

/** What decides how a clip's images are sampled and drawn. */
export type ImageContract = Pick<
  InputContract,
  'size' | 'channels' | 'frameIntervalMs' | 'frameCount'
>;

/** The prepared images of one clip. */
export interface ClipImages {
  /** Grey values 0..255, [frames, size, size, channels]. */
  readonly frames: Uint8Array;
  /** 1 inside the sector, [size, size]. */
  readonly mask: Uint8Array;
  /** What lies under each pixel, [frames, size, size]: codes that index.json names. */
  readonly structures?: Uint8Array;
}

/** Where the images of one clip lie; they are read one at a time. Plain data, for workers. */
export interface StoredImages {
  readonly framesFile: string;
  /** Of the first frame, in bytes. */
  readonly framesOffset: number;
  readonly frameCount: number;
  readonly maskFile: string;
  /** In bytes. */
  readonly maskOffset: number;
  /** Absent where nobody knows the structures. */
  readonly structuresFile?: string;
  /** Of the first frame, in bytes. */
  readonly structuresOffset?: number;
}

/** Reads one image and the sector's mask. @throws Error when the file is shorter than that */
export function readFrame(
  images: StoredImages,
  frameIndex: number,
  { size, channels }: Pick<ImageContract, 'size' | 'channels'>,
): { frame: Uint8Array; mask: Uint8Array } {
  const length = size * size * channels;
  const { framesFile, framesOffset, maskFile, maskOffset } = images;
  return {
    frame: readBytes(framesFile, framesOffset + frameIndex * length, length),
    mask: readBytes(maskFile, maskOffset, size * size),
  };
}

/** What lies under each pixel of one image, [size, size]; undefined where nobody knows. */
export function readStructures(
  { structuresFile, structuresOffset = 0 }: StoredImages,
  frameIndex: number,
  { size }: Pick<ImageContract, 'size'>,
): Uint8Array | undefined {
  if (structuresFile === undefined) return undefined;
  return readBytes(structuresFile, structuresOffset + frameIndex * size * size, size * size);
}

function readBytes(file: string, offset: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  const descriptor = openSync(file, 'r');
  try {
    if (readSync(descriptor, bytes, 0, length, offset) < length) {
      throw new Error(`${file} ends too early; prepare the data again.`);
    }
  } finally {
    closeSync(descriptor);
  }
  return bytes;
}
