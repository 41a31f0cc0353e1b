import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { ClipRefusal } from '@echonet/models';
import { readCine } from '@echonet/dicom/node';
import { asCine, simulateCine, simulateView, type ViewClip } from '@echonet/phantom';
import type { ImageContract } from '../prepared/images';
import type { ImagePart } from '../prepared/shards';
import { readLabelledFrames, type LabelledFrames } from '../sources/camus';
import { codesAt, measuredLabels } from '../sources/structure-mask';
import { aviClip } from './avi-clip';
import type { ClipOrigin } from './candidate';
import { PartStore } from './part-store';
import { movingImageOf, prepareClip, type MovingImage } from './prepare-clip';

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
  let contents;
  try {
    contents = await contentsOf(origin);
  } catch (error) {
    const { message } = error as Error;
    const contentHash = createHash('sha256').update(JSON.stringify(origin)).digest('hex');
    return { contentHash, refusal: message };
  }
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
    images = await prepareClip(await movingImage(origin, contents[0]), input, structures);
  } catch (error) {
    const refusal = error instanceof ClipRefusal ? error.reason : (error as Error).message;
    return { contentHash, refusal };
  }
  return { contentHash, part: await store.store(contentHash, images) };
}

/** Everything that determines the clip's images; first the content of its file. */
async function contentsOf(origin: ClipOrigin): Promise<readonly Uint8Array[]> {
  switch (origin.format) {
    case 'phantom':
    case 'phantom view':
      return [Buffer.from(JSON.stringify(origin.clip))];
    case 'camus': {
      const { files, marks } = origin;
      const pairs = files.kind === 'stills' ? [files.ED, files.ES] : [files.sequence];
      const contents = pairs.flatMap(({ image, mask }) => [readFile(image), readFile(mask)]);
      return [...(await Promise.all(contents)), Buffer.from(JSON.stringify(marks))];
    }
    case 'avi': {
      const { tracings = [] } = origin;
      const content = await readFile(origin.file);
      return tracings.length > 0 ? [content, Buffer.from(JSON.stringify(tracings))] : [content];
    }
    default:
      return [await readFile(origin.file)];
  }
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
    case 'camus':
      return labelledClip(await readLabelledFrames(origin.files, origin.marks));
    case 'avi':
      return aviClip(content, origin.tracings);
    default:
      return movingImageOf(await readCine(content));
  }
}

function labelledClip({ frames, masks, ...facts }: LabelledFrames): MovingImage {
  const { edFrame, esFrame, mmPerPixel } = facts;
  return {
    ...facts,
    measuredLabels: measuredLabels(masks[edFrame], masks[esFrame], mmPerPixel),
    regions: [],
    labelledFrames: frames.map((_, index) => index),
    frame: (index) => Promise.resolve(frames[index]),
    structures: (index, points) => codesAt(masks[index], points),
    structuresLeaveSector: true,
  };
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
