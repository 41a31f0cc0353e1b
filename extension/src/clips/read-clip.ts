import { ClipRefusal } from '@echonet/models';
import type { SampledFrames } from '@echonet/models';
import type { Clip } from './clip';
import { FrameFailureError, readFrame } from './read-frame';
import type { ImageLoader, OwnedPixels } from './read-frame';

/** A frame with where it is in the clip. */
export interface ClipFrame {
  /** 0-based. */
  readonly frameIndex: number;
  readonly pixels: OwnedPixels;
}

/** The sampled frames that could be read. */
export interface ReadClip {
  readonly frames: readonly ClipFrame[];
  /** Full sentences: which frames could not be read, and why. */
  readonly warnings: readonly string[];
}

/** What reading a clip needs. */
export interface ReadClipTask {
  readonly clip: Clip;
  /** One id a frame. */
  readonly imageIds: readonly string[];
  readonly sampled: SampledFrames;
  readonly imageLoader: ImageLoader;
  readonly signal: AbortSignal;
  readonly onFrame?: (done: number, count: number) => void;
}

/** With fewer than this part of the frames, the mean would be of another clip. */
const leastPart = 0.5;

/**
 * Reads the sampled frames of a clip, one after another: the host fetches ahead for the viewport
 * anyway, and no more than the network will read is ever held here.
 *
 * A frame that fails is named and left out; the clip is refused when fewer than half are left.
 *
 * @throws ClipRefusal naming the clip, the first frame that failed and why.
 * @throws the signal's reason when it was aborted.
 */
export async function readClip(task: ReadClipTask): Promise<ReadClip> {
  const { clip, imageIds, sampled, imageLoader, signal, onFrame } = task;
  const { header } = clip;
  if (!header) throw new ClipRefusal(clip.name, 'Its header cannot be read.');
  const frames: ClipFrame[] = [];
  const failures: { frameNumber: number; reason: string }[] = [];
  const count = sampled.frameIndices.length;
  for (const [position, frameIndex] of sampled.frameIndices.entries()) {
    signal.throwIfAborted();
    try {
      const pixels = await readOrRefuse(imageIds[frameIndex]);
      frames.push({ frameIndex, pixels });
    } catch (error) {
      if (!(error instanceof FrameFailureError)) throw error;
      failures.push({ frameNumber: frameIndex + 1, reason: error.message });
      if (error.refusesAll) break;
    }
    onFrame?.(position + 1, count);
  }
  signal.throwIfAborted();
  if (frames.length < count * leastPart) {
    const [{ frameNumber, reason }] = failures;
    throw new ClipRefusal(
      clip.name,
      `${failures.length === 1 ? '' : `${failures.length} of ${count} frames could not be read. `}` +
        `Frame ${frameNumber}: ${reason}`,
    );
  }
  return {
    frames,
    warnings: failures.map(
      ({ frameNumber, reason }) =>
        `Frame ${frameNumber} could not be read and was left out. ${reason}`,
    ),
  };

  function readOrRefuse(imageId: string | undefined): Promise<OwnedPixels> {
    if (imageId === undefined) {
      throw new FrameFailureError('The archive lists fewer frames than the header.', false);
    }
    return readFrame(imageLoader, imageId, header!);
  }
}
