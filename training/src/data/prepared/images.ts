import { closeSync, openSync, readSync } from 'node:fs';
import type { InputContract } from '@echonet/models';

/** What decides how a clip's pictures are sampled and drawn. */
export type PictureContract = Pick<
  InputContract,
  'size' | 'channels' | 'frameIntervalMs' | 'frameCount'
>;

/** The prepared pictures of one clip. */
export interface ClipPictures {
  /** Greys 0..255, [frames, size, size, channels]. */
  readonly frames: Uint8Array;
  /** 1 inside the sector, [size, size]. */
  readonly mask: Uint8Array;
  /** What lies under each pixel, [frames, size, size]: codes that index.json names. */
  readonly structures?: Uint8Array;
}

/** Where the pictures of one clip lie; they are read one at a time. Plain data, for workers. */
export interface StoredPictures {
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

/** Reads one picture and the sector's mask. @throws Error when the file is shorter than that */
export function readFrame(
  pictures: StoredPictures,
  frameIndex: number,
  { size, channels }: Pick<PictureContract, 'size' | 'channels'>,
): { frame: Uint8Array; mask: Uint8Array } {
  const length = size * size * channels;
  const { framesFile, framesOffset, maskFile, maskOffset } = pictures;
  return {
    frame: readBytes(framesFile, framesOffset + frameIndex * length, length),
    mask: readBytes(maskFile, maskOffset, size * size),
  };
}

/** What lies under each pixel of one picture, [size, size]; undefined where nobody knows. */
export function readStructures(
  { structuresFile, structuresOffset = 0 }: StoredPictures,
  frameIndex: number,
  { size }: Pick<PictureContract, 'size'>,
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
