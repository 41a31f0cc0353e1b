import { physicalScale, type ClipHeader } from '@echonet/dicom';
import { ClipRefusal, measureSegmentedClip, type SegmentedFrame } from '@echonet/models';
import type { GridScale } from '@echonet/models/measures';
import type { Clip } from '../clips/clip';
import { FrameFailureError, readFrame, type OwnedPixels } from '../clips/read-frame';
import type { Viewer } from '../host/viewer';
import { abortable } from '../inference/abortable';
import type { InferenceClient } from '../inference/client';
import type { PreparedClip } from '../inference/protocol';
import type { FoundSegmentation } from '../models/model-sources';
import type { ClipContours } from './state';

export interface ContourTask {
  /** Its frames are prepared in the worker. */
  readonly clip: Clip;
  readonly sector: PreparedClip['sector'];
  readonly segmentation: FoundSegmentation;
  readonly viewer: Pick<Viewer, 'imageIds' | 'imageLoader' | 'shownFrameIndex'>;
  readonly client: Pick<InferenceClient, 'segmentFrames' | 'rateContours'>;
  readonly signal: AbortSignal;
  /** Called after every request with the frames so far, and how many of them are done. */
  readonly onFrames: (contours: ClipContours, done: number) => void;
}

/** Frames of one request at most; their pixels are in memory twice while the next are read. */
const mostFramesPerRequest = 16;

/** Frames that cannot be read leave gaps in the volume curve; with more, no beat is left. */
const mostUnreadable = 0.5;

/**
 * Segments and measures all frames of a clip, first the one on the screen, then those that follow it.
 * While the worker computes, the next frames are read.
 *
 * @throws ClipRefusal when too few frames can be read; BackendFault; the signal's reason when aborted
 */
export async function contourClip(task: ContourTask): Promise<ClipContours> {
  const { clip, sector, segmentation, viewer, client, signal, onFrames } = task;
  const { SOPInstanceUID, displaySetInstanceUID, header, times } = clip;
  if (!header || !times) {
    throw new ClipRefusal(clip.name, 'It cannot be read by EchoNet.');
  }
  const { scale, notes } = scaleOf(header, sector);
  const count = times.timesMs.length;
  const frames = new Array<SegmentedFrame | undefined>(count).fill(undefined);
  const first = Math.min(count - 1, viewer.shownFrameIndex(displaySetInstanceUID) ?? 0);
  const waiting = Array.from({ length: count }, (_, i) => (first + i) % count);
  const read = frameReader(task, header);
  let [done, unreadable, framesPerRequest] = [0, 0, 1];
  let reading = read(waiting.splice(0, framesPerRequest));
  while (done < count) {
    const batch = await abortable(reading, signal);
    reading = read(waiting.splice(0, framesPerRequest));
    // Rejects where it is awaited, unless the worker fails before.
    reading.catch(() => {});
    for (const { frameIndex, problem } of batch) {
      if (problem !== undefined) {
        frames[frameIndex] = { reading: { reason: `Frame not readable. ${problem}` } };
        unreadable++;
      }
    }
    if (unreadable > count * mostUnreadable) {
      throw new ClipRefusal(clip.name, `${unreadable} of ${count} frames not readable.`);
    }
    const readable = batch.flatMap(({ frameIndex, pixels }) =>
      pixels ? [{ frameIndex, pixels: { ...pixels } }] : [],
    );
    if (readable.length > 0) {
      const reply = await abortable(
        client.segmentFrames({
          SOPInstanceUID,
          segmentationUrl: segmentation.modelUrl,
          ...(scale && { scale }),
          frames: readable,
        }),
        signal,
      );
      readable.forEach(({ frameIndex }, i) => (frames[frameIndex] = reply.frames[i]));
      framesPerRequest = Math.min(mostFramesPerRequest, reply.framesPerRequest);
    }
    done += batch.length;
    onFrames({ frames: [...frames], scale, notes }, done);
  }
  const all = frames.flatMap((frame) => frame ?? []);
  const measured = {
    timesMs: times.timesMs,
    ...(times.rWavesMs && { rWavesMs: times.rWavesMs }),
    ...(header.HeartRate !== undefined && { headerHeartRate: header.HeartRate }),
    ...(scale && { scale }),
  };
  const { quality } = await abortable(
    client.rateContours({
      ...{ SOPInstanceUID, segmentationUrl: segmentation.modelUrl },
      ...measured,
    }),
    signal,
  );
  const findings = measureSegmentedClip(segmentation.manifest, {
    ...measured,
    frames: all,
    quality,
  });
  return { frames: all, scale, notes, findings };
}

function scaleOf(
  header: ClipHeader,
  sector: PreparedClip['sector'],
): { readonly scale?: GridScale; readonly notes: readonly string[] } {
  const { scale, notes } = physicalScale(header, sector);
  return { scale: scale && { mmPerPixelX: scale.x, mmPerPixelY: scale.y }, notes };
}

interface FrameRead {
  readonly frameIndex: number;
  readonly pixels?: OwnedPixels;
  /** Why there are no pixels, as a sentence. */
  readonly problem?: string;
}

function frameReader(
  { clip: { displaySetInstanceUID }, viewer, signal }: ContourTask,
  header: ClipHeader,
): (frameIndices: readonly number[]) => Promise<FrameRead[]> {
  const imageIds = viewer.imageIds(displaySetInstanceUID);
  const imageLoader = viewer.imageLoader(displaySetInstanceUID);
  return async (frameIndices) => {
    const frames: FrameRead[] = [];
    for (const frameIndex of frameIndices) {
      signal.throwIfAborted();
      frames.push(await readOne(frameIndex));
    }
    return frames;
  };

  async function readOne(frameIndex: number): Promise<FrameRead> {
    const imageId = imageIds.at(frameIndex);
    if (imageId === undefined) {
      return { frameIndex, problem: 'Fewer frames in the archive than in the header.' };
    }
    try {
      return { frameIndex, pixels: await readFrame(imageLoader, imageId, header) };
    } catch (error) {
      if (error instanceof FrameFailureError) {
        return { frameIndex, problem: error.message };
      }
      throw error;
    }
  }
}
