import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { ClipRefusal } from '@echonet/models';
import { readCine } from '@echonet/dicom/node';
import { asCine, simulateCine, simulateView, type ViewClip } from '@echonet/phantom';
import type { ImageContract } from '../prepared/images';
import type { ImagePart } from '../prepared/shards';
import { aviClip } from './avi-clip';
import type { ClipOrigin } from './candidate';
import { PartStore } from './part-store';
import { movingImageOf, prepareClip, type MovingImage } from './prepare-clip';

/** A clip to prepare; plain data, so that it can be sent to a worker process. */
export interface OriginToPrepare {
  readonly origin: ClipOrigin;
  readonly input: ImageContract;
  /** Also store the structures of every frame; phantoms only. */
  readonly structures: boolean;
  readonly parts: string;
}

/** The prepared images of a clip, or why it cannot be used. */
export interface PreparedOrigin {
  /** SHA-256 (hex) of the clip's file, or of the settings of a phantom. */
  readonly contentHash: string;
  readonly part?: ImagePart;
  readonly refusal?: string;
}

/**
 * Prepares one clip, or takes it from the cache. Runs in a worker process.
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
  if (known) {
    return { contentHash, part: known };
  }
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

/** The header of a simulated view contains nothing that the eligibility rules reject. */
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
