import { createHash } from 'node:crypto';
import { ClipRefusal } from '@echonet/models/image';
import type { ClipImages, ImageContract } from '../prepared/images';
import type { ImagePart } from '../prepared/shards';
import type { ClipOrigin } from './candidate';
import { contentsOf, openOrigin } from './open-origin';
import { PartStore } from './part-store';
import { prepareClip } from './prepare-clip';
import { changeImages } from './views/view-change';

/** A clip to prepare; plain data, so that it can be sent to a worker process. */
export interface OriginToPrepare {
  readonly origin: ClipOrigin;
  readonly input: ImageContract;
  /** Also store the structures of every frame. */
  readonly structures: boolean;
  readonly parts: string;
}

/** The prepared images of a clip, or why it cannot be used. */
export interface PreparedOrigin {
  /** SHA-256 (hex) of the clip's files, or of the settings of a phantom. */
  readonly contentHash: string;
  readonly part?: ImagePart;
  readonly refusal?: string;
}

/**
 * Prepares one clip, or takes it from the cache. Runs in a worker process.
 *
 * @throws Error when the clip's files cannot be read or the images cannot be stored, e.g. because
 *   the disk is full
 */
export async function prepareOrigin({
  origin,
  input,
  structures,
  parts,
}: OriginToPrepare): Promise<PreparedOrigin> {
  const contents = await contentsOf(origin);
  const hash = createHash('sha256');
  for (const content of contents) {
    hash.update(content);
  }
  const contentHash = hash.digest('hex');
  const store = new PartStore(parts, input, structures);
  const known = await store.find(contentHash);
  if (known) {
    return { contentHash, part: known };
  }
  let images;
  try {
    images = await imagesOf(origin, contents[0], input, structures);
  } catch (error) {
    const refusal = error instanceof ClipRefusal ? error.reason : (error as Error).message;
    return { contentHash, refusal };
  }
  return { contentHash, part: await store.store(contentHash, images) };
}

/** @param content of the origin's first file */
async function imagesOf(
  origin: ClipOrigin,
  content: Uint8Array,
  input: ImageContract,
  structures: boolean,
): Promise<ClipImages> {
  if (origin.format !== 'changed') {
    return prepareClip(await openOrigin(origin, content), input, structures);
  }
  const { of, change, style } = origin;
  const look = style && (await sharedImages(style, input));
  return changeImages(await sharedImages(of, input), change, input.size, look);
}

/** Images that several changes begin with, by their origin and the sampling. */
const shared = new Map<string, Promise<ClipImages>>();

/** The oldest are dropped beyond this number: 100 kB each at 128 pixels and two frames. */
const mostShared = 600;

function sharedImages(origin: ClipOrigin, input: ImageContract): Promise<ClipImages> {
  const key = JSON.stringify([origin, input]);
  const known = shared.get(key);
  if (known) {
    return known;
  }
  if (shared.size >= mostShared) {
    shared.delete([...shared.keys()][0]);
  }
  const images = contentsOf(origin).then(([content]) => imagesOf(origin, content, input, true));
  shared.set(key, images);
  return images;
}
