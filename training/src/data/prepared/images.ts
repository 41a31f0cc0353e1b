import { closeSync, openSync, readSync } from 'node:fs';
import type { InputContract } from '@echonet/models';

/** The part of the input contract that determines sampling and image preparation. */
export type ImageContract = Pick<
  InputContract,
  'size' | 'channels' | 'frameIntervalMs' | 'frameCount'
>;

export interface ClipImages {
  /** Grey values 0..255, [frames, size, size, channels]. */
  readonly frames: Uint8Array;
  /** 1 inside the sector, [size, size]. */
  readonly mask: Uint8Array;
  /** Structure of each pixel, [frames, size, size]: codes named in index.json. */
  readonly structures?: Uint8Array;
  readonly facts?: ClipFacts;
}

/** What is known of a prepared clip's frames; what is unknown is absent. Frames count from 0. */
export interface FrameFacts {
  /** Frames whose structures are known; absent where those of all frames are. */
  readonly labelledFrames?: readonly number[];
  /**
   * Names of the structures that each of these frames marks wherever they are seen, in the order of the
   * frames; absent where each marks all that its data set labels.
   */
  readonly frameStructures?: readonly (readonly string[])[];
  /** The end-diastolic and the end-systolic frame. */
  readonly edFrame?: number;
  readonly esFrame?: number;
  /** Millimetres of the patient per pixel of the prepared images. */
  readonly mmPerPixel?: number;
}

/** What is known of a clip from its images. */
export interface ClipFacts extends FrameFacts {
  /** Measured from the source's own masks, by task id. */
  readonly measuredLabels?: Readonly<Record<string, number>>;
  /** SHA-256 (hex) of the grey values of its frames. */
  readonly imagesSha256?: string;
  /** Codes of the structures that are seen in its frames; absent without masks. */
  readonly structureCodes?: readonly number[];
}

/** Location of the images of one clip on disk, read one at a time; plain data, for workers. */
export interface StoredImages {
  readonly framesFile: string;
  /** Byte offset of the first frame. */
  readonly framesOffset: number;
  readonly frameCount: number;
  readonly maskFile: string;
  /** Byte offset. */
  readonly maskOffset: number;
  /** Absent without structures. */
  readonly structuresFile?: string;
  /** Byte offset of the first frame. */
  readonly structuresOffset?: number;
  /** Frames whose structures are known; absent where those of all frames are. */
  readonly labelledFrames?: readonly number[];
  /** As in FrameFacts. */
  readonly frameStructures?: readonly (readonly string[])[];
}

/**
 * Names of the structures that a frame marks wherever they are seen.
 *
 * @param labelled those that its data set labels
 */
export function markedStructures(
  { labelledFrames, frameStructures }: StoredImages,
  frameIndex: number,
  labelled: readonly string[],
): readonly string[] {
  if (!frameStructures) {
    return labelled;
  }
  const place = labelledFrames?.indexOf(frameIndex) ?? frameIndex;
  const marked = place < 0 ? [] : frameStructures[place];
  return labelled.filter((name) => marked.includes(name));
}

/** Reads one image and the sector mask. @throws Error when the file is too short */
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

/** Structure of each pixel of one image, [size, size]; undefined where it is unknown. */
export function readStructures(
  { structuresFile, structuresOffset = 0, labelledFrames }: StoredImages,
  frameIndex: number,
  { size }: Pick<ImageContract, 'size'>,
): Uint8Array | undefined {
  const isLabelled = labelledFrames?.includes(frameIndex) ?? true;
  if (structuresFile === undefined || !isLabelled) {
    return undefined;
  }
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
