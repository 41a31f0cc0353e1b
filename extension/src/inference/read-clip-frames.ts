import { type ClipHeader, pixelAspect } from '@echonet/dicom';
import type { SampledFrames } from '@echonet/models';
import type { Clip } from '../clips/clip';
import { readClip } from '../clips/read-clip';
import type { Viewer } from '../host/viewer';
import { abortable } from './abortable';
import type { PrepareRequest } from './protocol';

export interface FrameTask {
  readonly clip: Clip;
  readonly header: ClipHeader;
  readonly sampled: SampledFrames;
  readonly viewer: Pick<Viewer, 'imageIds' | 'imageLoader'>;
  readonly signal: AbortSignal;
  readonly onFrame?: (done: number, count: number) => void;
}

export interface ClipFrames {
  /** What the worker needs of the clip. */
  readonly message: Omit<PrepareRequest, 'occluded'>;
  /** Full sentences: which frames could not be read, and why. */
  readonly warnings: readonly string[];
}

/**
 * Reads the sampled frames of a clip as a message to the worker.
 *
 * @throws ClipRefusal when too few frames can be read; the signal's reason when aborted
 */
export async function readClipFrames(task: FrameTask): Promise<ClipFrames> {
  const { clip, header, sampled, viewer, signal, onFrame } = task;
  const { frames, warnings } = await abortable(
    readClip({
      clip,
      imageIds: viewer.imageIds(clip.displaySetInstanceUID),
      sampled,
      imageLoader: viewer.imageLoader(clip.displaySetInstanceUID),
      signal,
      onFrame,
    }),
    signal,
  );
  return {
    message: {
      SOPInstanceUID: clip.SOPInstanceUID,
      clip: clip.name,
      regions: header.SequenceOfUltrasoundRegions.map((region) => ({ ...region })),
      pixelAspect: pixelAspect(header),
      frames: frames.map(({ frameIndex, pixels }) => ({ frameIndex, pixels: { ...pixels } })),
    },
    warnings,
  };
}
