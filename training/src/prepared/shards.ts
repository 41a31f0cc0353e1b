import { createHash } from 'node:crypto';
import { open, readFile, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { npyHeader } from './npy';
import type { PreparedIndex } from './format';
import type { PictureContract } from './pictures';

/** Pictures of one clip on disk: its frames and then its mask, one byte a grey. */
export interface PicturePart {
  readonly file: string;
  readonly frameCount: number;
}

/** Where a clip's pictures went. */
export interface ShardPlace {
  readonly shard: number;
  readonly firstFrame: number;
  readonly mask: number;
}

/** Largest shard of frames, unless one clip alone is larger. */
const shardBytes = 256 * 2 ** 20;

/** Deals clips out to shards, in order. */
export function planShards(
  parts: readonly Pick<PicturePart, 'frameCount'>[],
  { size, channels }: Pick<PictureContract, 'size' | 'channels'>,
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
    last.clips += 1;
    return place;
  });
  return { places, shards };
}

/**
 * Writes the shards of a prepared folder: frames-0000.npy, masks-0000.npy and so on.
 *
 * @param onClip told how many clips are written
 * @returns where each part went, and the entries of index.json
 */
export async function writeShards(
  directory: string,
  parts: readonly PicturePart[],
  contract: Pick<PictureContract, 'size' | 'channels'>,
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
    await frames.write(npyHeader([shard.frames, size, size, channels]));
    await masks.write(npyHeader([shard.clips, size, size]));
    for (const [position, part] of parts.entries()) {
      if (places[position].shard !== index) continue;
      const bytes = await readFile(part.file);
      const framesLength = part.frameCount * size * size * channels;
      await frames.write(bytes.subarray(0, framesLength));
      await masks.write(bytes.subarray(framesLength));
      done += 1;
      onClip(done);
    }
    entries.push({
      frames: { file: path.basename(frames.file), count: shard.frames, sha256: await frames.end() },
      masks: { file: path.basename(masks.file), count: shard.clips, sha256: await masks.end() },
    });
  }
  return { places, shards: entries };
}

/** A file that is written from front to back and hashed on the way. */
class HashedFile {
  private readonly hash = createHash('sha256');

  private constructor(
    readonly file: string,
    private readonly handle: FileHandle,
  ) {}

  static async create(file: string): Promise<HashedFile> {
    return new HashedFile(file, await open(file, 'w'));
  }

  async write(bytes: Uint8Array): Promise<void> {
    this.hash.update(bytes);
    await this.handle.writeFile(bytes);
  }

  /** @returns SHA-256 in hex */
  async end(): Promise<string> {
    await this.handle.sync();
    await this.handle.close();
    return this.hash.digest('hex');
  }
}
