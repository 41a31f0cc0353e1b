import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { ClipRefusal, type InputContract } from '@echonet/models';
import { FrameCache, type CachedClip } from './frame-cache';
import { prepareClip } from './prepare-clip';

/** One clip's file to be prepared; plain data, so that it can go to a worker. */
export interface FileToPrepare {
  readonly file: string;
  readonly input: InputContract;
  readonly cacheDirectory: string;
  /** Only read the file for its hash. */
  readonly hashOnly: boolean;
}

/** What became of a clip's file. */
export interface PreparedFile {
  /** SHA-256 in hex. */
  readonly contentHash: string;
  /** Where the pictures are; absent where only the hash was wanted or the viewer would refuse. */
  readonly pictures?: CachedClip;
  /** Why the clip cannot be used. */
  readonly refusal?: string;
}

/**
 * Prepares one clip, or finds what was prepared before. A worker of the pool runs it.
 *
 * @returns undefined when the file cannot be read
 */
export default async function prepareFile(task: FileToPrepare): Promise<PreparedFile | undefined> {
  let content: Buffer;
  try {
    content = await readFile(task.file);
  } catch {
    return undefined;
  }
  const contentHash = createHash('sha256').update(content).digest('hex');
  if (task.hashOnly) return { contentHash };
  const cache = new FrameCache(task.cacheDirectory, task.input);
  const known = cache.find(contentHash);
  if (known) return { contentHash, pictures: known };
  try {
    const prepared = await prepareClip(content, task.input);
    return { contentHash, pictures: await cache.store(contentHash, prepared) };
  } catch (error) {
    const refusal = error instanceof ClipRefusal ? error.reason : (error as Error).message;
    return { contentHash, refusal };
  }
}
