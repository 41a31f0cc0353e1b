import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { ClipRefusal } from '@echonet/models';
import { readCine } from '../dicom';
import type { PictureContract } from '../prepared/pictures';
import type { PicturePart } from '../prepared/shards';
import { readAvi } from '../sources/echonet-dynamic';
import { PartStore } from './part-store';
import { movingPictureOf, prepareClip, type MovingPicture } from './prepare-clip';

/** One clip's file to be prepared; plain data, so that it can go to a worker. */
export interface FileToPrepare {
  readonly file: string;
  readonly format: 'dicom' | 'avi';
  readonly input: PictureContract;
  /** Folder of the {@link PartStore}. */
  readonly parts: string;
}

/** Of a video that does not say, as for a DICOM cine. */
const assumedFrameTimeMs = 1000 / 30;

/** What became of a clip's file: its pictures, or why it cannot be used. */
export interface PreparedFile {
  /** SHA-256 in hex. */
  readonly contentHash: string;
  readonly part?: PicturePart;
  readonly refusal?: string;
}

/**
 * Prepares one clip, or finds what was prepared before. A worker of the pool runs it.
 *
 * @throws Error when the pictures cannot be stored, e.g. because the disk is full
 */
export async function prepareFile(task: FileToPrepare): Promise<PreparedFile> {
  const content = await readFile(task.file);
  const contentHash = createHash('sha256').update(content).digest('hex');
  const store = new PartStore(task.parts, task.input);
  const known = store.find(contentHash);
  if (known) return { contentHash, part: known };
  let pictures;
  try {
    const clip =
      task.format === 'avi' ? aviClip(content) : movingPictureOf(await readCine(content));
    pictures = await prepareClip(clip, task.input);
  } catch (error) {
    const refusal = error instanceof ClipRefusal ? error.reason : (error as Error).message;
    return { contentHash, refusal };
  }
  return { contentHash, part: await store.store(contentHash, pictures) };
}

function aviClip(content: Uint8Array): MovingPicture {
  const video = readAvi(content);
  const frameTimeMs = video.frameTimeMs ?? assumedFrameTimeMs;
  return {
    times: {
      timesMs: Array.from({ length: video.NumberOfFrames }, (_, index) => index * frameTimeMs),
      source: video.frameTimeMs === undefined ? 'assumed' : 'FrameTime',
      notes: [],
    },
    regions: [],
    frame: (index) => video.frame(index),
  };
}
