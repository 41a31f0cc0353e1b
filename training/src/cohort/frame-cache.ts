import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  statSync,
} from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { InputContract } from '@echonet/models';

/** The part of the input contract that decides how a clip's pictures look. */
export type PictureContract = Pick<
  InputContract,
  'size' | 'channels' | 'frameIntervalMs' | 'frameCount'
>;

/** The prepared pictures of one clip. */
export interface PreparedClip {
  /** Greys 0..255, [frames, size, size, channels]. */
  readonly frames: Uint8Array;
  /** 1 inside the sector, [size, size]. */
  readonly mask: Uint8Array;
}

/** A prepared clip on disk; its pictures are read one at a time. */
export interface CachedClip {
  readonly file: string;
  readonly frameCount: number;
}

/** Folders whose code decides how a picture looks: a change there makes cached pictures stale. */
const preparationCode = ['../../../models/src/clip', '../../../models/src/picture', '../dicom'];

let knownVersion: string | undefined;

/** Hash of the code that prepares pictures. */
function preparationVersion(): string {
  if (knownVersion) return knownVersion;
  const hash = createHash('sha256');
  for (const folder of preparationCode) {
    const directory = fileURLToPath(new URL(folder, import.meta.url));
    const sources = readdirSync(directory).filter((name) => /(?<!\.spec)\.ts$/.test(name));
    for (const name of sources.sort()) hash.update(readFileSync(path.join(directory, name)));
  }
  knownVersion = hash.digest('hex');
  return knownVersion;
}

/**
 * Prepared pictures on disk, found by the content of the clip they come from, by the input contract
 * and by the code that prepared them. A file is the frames and then the mask, one byte a grey.
 */
export class FrameCache {
  private readonly directory: string;

  constructor(
    root: string,
    private readonly contract: PictureContract,
  ) {
    const { size, channels, frameIntervalMs, frameCount } = contract;
    const key = [size, channels, frameIntervalMs, frameCount, preparationVersion()].join('/');
    this.directory = path.join(root, createHash('sha256').update(key).digest('hex').slice(0, 16));
  }

  /** The prepared clip, if it is there. @param contentHash of the clip's file */
  find(contentHash: string): CachedClip | undefined {
    const file = this.fileOf(contentHash);
    if (!existsSync(file)) return undefined;
    const { size, channels } = this.contract;
    const frameCount = (statSync(file).size - size * size) / (size * size * channels);
    return { file, frameCount };
  }

  /** Stores a prepared clip, whole or not at all. */
  async store(contentHash: string, { frames, mask }: PreparedClip): Promise<CachedClip> {
    const file = this.fileOf(contentHash);
    await mkdir(path.dirname(file), { recursive: true });
    const partial = `${file}.${process.pid}.partial`;
    await writeFile(partial, Buffer.concat([frames, mask]));
    await rename(partial, file);
    const { size, channels } = this.contract;
    return { file, frameCount: frames.length / (size * size * channels) };
  }

  private fileOf(contentHash: string): string {
    return path.join(this.directory, contentHash.slice(0, 2), `${contentHash}.frames`);
  }
}

/** Reads one picture and the sector's mask. */
export function readFrame(
  clip: CachedClip,
  frameIndex: number,
  { size, channels }: PictureContract,
): { frame: Uint8Array; mask: Uint8Array } {
  const frame = new Uint8Array(size * size * channels);
  const mask = new Uint8Array(size * size);
  const descriptor = openSync(clip.file, 'r');
  try {
    readSync(descriptor, frame, 0, frame.length, frameIndex * frame.length);
    readSync(descriptor, mask, 0, mask.length, clip.frameCount * frame.length);
  } finally {
    closeSync(descriptor);
  }
  return { frame, mask };
}
