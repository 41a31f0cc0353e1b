import { createHash } from 'node:crypto';
import { open, readFile, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { npyHeader } from '@echonet/phantom/npy';
import type { PreparedIndex } from './format';
import type { ClipFacts, ImageContract } from './images';

/** Frames, mask and, where present, structures of one clip on disk; one byte per value. */
export interface ImagePart {
  readonly file: string;
  readonly frameCount: number;
  readonly facts?: ClipFacts;
}

/** Location of a clip's images in the shards. */
export interface ShardPlace {
  readonly shard: number;
  readonly firstFrame: number;
  readonly mask: number;
}

/** Maximum size of a shard of frames in bytes, unless a single clip is larger. */
const shardBytes = 256 * 2 ** 20;

/** Distributes clips over shards, in order. */
export function planShards(
  parts: readonly Pick<ImagePart, 'frameCount'>[],
  { size, channels }: Pick<ImageContract, 'size' | 'channels'>,
  largest = shardBytes,
): { places: ShardPlace[]; shards: { frames: number; clips: number }[] } {
  const shards: { frames: number; clips: number }[] = [];
  const places = parts.map(({ frameCount }) => {
    let last = shards.at(-1);
    if (!last || (last.frames + frameCount) * size * size * channels > largest) {
      last = { frames: 0, clips: 0 };
      shards.push(last);
    }
    const place = { shard: shards.length - 1, firstFrame: last.frames, mask: last.clips };
    last.frames += frameCount;
    last.clips++;
    return place;
  });
  return { places, shards };
}

/**
 * Writes the shards of a prepared folder: frames-0000.npy, masks-0000.npy and so on. @param
 * structures whether to write structures-0000.npy and so on
 *
 * @param onClip called with the number of clips written
 * @returns the location of each clip, and the entries of index.json
 */
export async function writeShards(
  directory: string,
  parts: readonly ImagePart[],
  contract: Pick<ImageContract, 'size' | 'channels'>,
  structures = false,
  onClip: (done: number) => void = () => {},
): Promise<{ places: ShardPlace[]; shards: PreparedIndex['shards'] }> {
  const { size, channels } = contract;
  const { places, shards } = planShards(parts, contract);
  const entries: PreparedIndex['shards'] = [];
  let done = 0;
  for (const [index, shard] of shards.entries()) {
    const number = String(index).padStart(4, '0');
    const frames = await HashedFile.create(path.join(directory, `frames-${number}.npy`));
    const masks = await HashedFile.create(path.join(directory, `masks-${number}.npy`));
    const codes = structures
      ? await HashedFile.create(path.join(directory, `structures-${number}.npy`))
      : undefined;
    await frames.write(npyHeader([shard.frames, size, size, channels]));
    await masks.write(npyHeader([shard.clips, size, size]));
    await codes?.write(npyHeader([shard.frames, size, size]));
    for (const [position, part] of parts.entries()) {
      if (places[position].shard !== index) {
        continue;
      }
      const bytes = await readFile(part.file);
      const framesLength = part.frameCount * size * size * channels;
      await frames.write(bytes.subarray(0, framesLength));
      await masks.write(bytes.subarray(framesLength, framesLength + size * size));
      await codes?.write(bytes.subarray(framesLength + size * size));
      done++;
      onClip(done);
    }
    entries.push({
      frames: { count: shard.frames, ...(await frames.end()) },
      masks: { count: shard.clips, ...(await masks.end()) },
      ...(codes && { structures: { count: shard.frames, ...(await codes.end()) } }),
    });
  }
  return { places, shards: entries };
}

/** A file that is hashed while it is written sequentially. */
class HashedFile {
  private readonly hash = createHash('sha256');

  private constructor(
    private readonly file: string,
    private readonly handle: FileHandle,
  ) {}

  static async create(file: string): Promise<HashedFile> {
    return new HashedFile(file, await open(file, 'w'));
  }

  async write(bytes: Uint8Array): Promise<void> {
    this.hash.update(bytes);
    await this.handle.writeFile(bytes);
  }

  /** @returns file name and SHA-256 (hex) */
  async end(): Promise<{ file: string; sha256: string }> {
    await this.handle.sync();
    await this.handle.close();
    return { file: path.basename(this.file), sha256: this.hash.digest('hex') };
  }
}
