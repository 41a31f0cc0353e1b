import { ClipRefusal } from '@echonet/models/image';
import type { SampledFrames } from '@echonet/models/sampling';
import type { Clip } from './clip';
import {
  endsReading,
  FrameFailureError,
  type ImageLoader,
  type OwnedPixels,
  readFrame,
} from './read-frame';

export interface ClipFrame {
  /** 0-based. */
  readonly frameIndex: number;
  readonly pixels: OwnedPixels;
}

export interface ReadClip {
  readonly frames: readonly ClipFrame[];
  /** Full sentences: frames that were left out, with the reason, and what was odd about the others. */
  readonly warnings: readonly string[];
}

export interface ReadClipTask {
  readonly clip: Clip;
  /** Cornerstone image ID of each frame. */
  readonly imageIds: readonly string[];
  readonly sampled: SampledFrames;
  readonly imageLoader: ImageLoader;
  readonly signal: AbortSignal;
  readonly onFrame?: (done: number, count: number) => void;
}

/** Least part of the sampled frames: with fewer, the mean is not that of the clip. */
const leastPart = 0.5;

/**
 * Reads the sampled frames of a clip one after another: the host prefetches for the viewport
 * anyway, and memory holds no more than the network reads.
 *
 * A frame that fails is left out with a warning; the clip is refused when fewer than half are left. After
 * two frames that nobody answers for, the others are not waited for.
 *
 * @throws ClipRefusal naming the clip, the first frame that failed and the reason
 * @throws the signal's reason when aborted
 */
export async function readClip(task: ReadClipTask): Promise<ReadClip> {
  const { clip, imageIds, sampled, imageLoader, signal, onFrame } = task;
  const { header } = clip;
  if (!header) {
    throw new ClipRefusal(clip.name, 'The header cannot be read.');
  }
  const frames: ClipFrame[] = [];
  const failures: { frameNumber: number; reason: string }[] = [];
  const isLast = endsReading();
  const count = sampled.frameIndices.length;
  for (const [position, frameIndex] of sampled.frameIndices.entries()) {
    signal.throwIfAborted();
    try {
      const pixels = await readOrRefuse(imageIds[frameIndex]);
      frames.push({ frameIndex, pixels });
    } catch (error) {
      if (!(error instanceof FrameFailureError)) {
        throw error;
      }
      failures.push({ frameNumber: frameIndex + 1, reason: error.message });
      if (isLast(error)) {
        break;
      }
    }
    onFrame?.(position + 1, count);
  }
  signal.throwIfAborted();
  const notRequested = count - frames.length - failures.length;
  if (frames.length < count * leastPart) {
    const [{ frameNumber, reason }] = failures;
    throw new ClipRefusal(
      clip.name,
      `${failures.length === 1 ? '' : `${failures.length} of ${count} frames not readable. `}` +
        `Frame ${frameNumber}: ${reason}`,
    );
  }
  return {
    frames,
    warnings: [
      ...failures.map(({ frameNumber, reason }) => `Frame ${frameNumber} left out. ${reason}`),
      ...(notRequested > 0 ? [`Later frames that were not requested: ${notRequested}.`] : []),
      ...(imageLoader.notes?.() ?? []),
    ],
  };

  function readOrRefuse(imageId: string | undefined): Promise<OwnedPixels> {
    if (imageId === undefined) {
      throw new FrameFailureError('Fewer frames in the archive than in the header.', false);
    }
    return readFrame(imageLoader, imageId, header!);
  }
}
