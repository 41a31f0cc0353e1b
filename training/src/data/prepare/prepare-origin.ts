import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { ClipRefusal } from '@echonet/models';
import { readCine } from '@echonet/dicom/node';
import { asCine, simulateCine } from '@echonet/phantom';
import { simulateView, type ViewClip } from '@echonet/phantom';
import type { ImageContract } from '../prepared/images';
import type { ImagePart } from '../prepared/shards';
import { aviClip } from './avi-clip';
import type { ClipOrigin } from './candidate';
import { PartStore } from './part-store';
import { movingImageOf, prepareClip, type MovingImage } from './prepare-clip';

/** One clip to be prepared; plain data, so that it can go to a worker. */
export interface OriginToPrepare {
  readonly origin: ClipOrigin;
  readonly input: ImageContract;
  /** Keep the structures of every frame as well; only phantoms know them. */
  readonly structures: boolean;
  /** Folder of the {@link PartStore}. */
  readonly parts: string;
}

/** What became of a clip: its images, or why it cannot be used. */
export interface PreparedOrigin {
  /** SHA-256 in hex: of the clip's file, or of the settings that a phantom is drawn from. */
  readonly contentHash: string;
  readonly part?: ImagePart;
  readonly refusal?: string;
}

/**
 * Prepares one clip, or finds what was prepared before. A worker of the pool runs it.
 *
 * @throws Error when the images cannot be stored, e.g. because the disk is full
 */
export async function prepareOrigin({
  origin,
  input,
  structures,
  parts,
}: OriginToPrepare): Promise<PreparedOrigin> {
  const content =
    'clip' in origin ? Buffer.from(JSON.stringify(origin.clip)) : await readFile(origin.file);
  const contentHash = createHash('sha256').update(content).digest('hex');
  const store = new PartStore(parts, input, structures);
  const known = store.find(contentHash);
  if (known) return { contentHash, part: known };
  let images;
  try {
    images = await prepareClip(await movingImage(origin, content), input, structures);
  } catch (error) {
    const refusal = error instanceof ClipRefusal ? error.reason : (error as Error).message;
    return { contentHash, refusal };
  }
  return { contentHash, part: await store.store(contentHash, images) };
}

async function movingImage(origin: ClipOrigin, content: Uint8Array): Promise<MovingImage> {
  switch (origin.format) {
    case 'phantom': {
      const simulated = simulateCine(origin.clip);
      const { structures } = simulated;
      return { ...movingImageOf(asCine(simulated, origin.clip.format)), structures };
    }
    case 'phantom view':
      return viewClip(origin.clip);
    case 'avi':
      return aviClip(content);
    default:
      return movingImageOf(await readCine(content));
  }
}

/** Whatever it shows, its header tells nothing that a rule could refuse it by. */
function viewClip(clip: ViewClip): MovingImage {
  const { Rows, Columns, frameCount, frameTimeMs } = clip.format;
  const { frames, samplesPerPixel } = simulateView(clip);
  return {
    times: {
      timesMs: Array.from({ length: frameCount }, (_, index) => index * frameTimeMs),
      source: 'FrameTime',
      notes: [],
    },
    regions: [],
    frame: (index) =>
      Promise.resolve({ Rows, Columns, channels: samplesPerPixel, data: frames[index] }),
  };
}
