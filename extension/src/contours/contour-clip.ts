import { physicalScale, type ClipHeader } from '@echonet/dicom';
import { ClipRefusal, measureSegmentedClip, type SegmentedFrame } from '@echonet/models';
import type { GridScale } from '@echonet/models/measures';
import type { Clip } from '../clips/clip';
import { endsReading, FrameFailureError, type OwnedPixels, readFrame } from '../clips/read-frame';
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

/** Frames of one request at most. */
const mostFramesPerRequest = 16;

/** While the worker computes one request, the frames of the next are read and sent. */
const requestsUnderWay = 2;

/** Frames that cannot be read leave gaps in the volume curve; with more, no beat is left. */
const mostUnreadable = 0.5;

/**
 * Segments and measures all frames of a clip, first the one on the screen, then those that follow it.
 *
 * @throws ClipRefusal when too few frames can be read; BackendFault; the signal's reason when aborted
 */
export async function contourClip(task: ContourTask): Promise<ClipContours> {
  const { clip, sector, segmentation, client, signal } = task;
  const { SOPInstanceUID, header, times } = clip;
  if (!header || !times) {
    throw new ClipRefusal(clip.name, 'It cannot be read by EchoNet.');
  }
  const { scale, notes } = scaleOf(header, sector);
  const frames = await segmentedFrames(task, header, times.timesMs.length, { scale, notes });
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

/** One a frame; undefined where the worker gave none. */
async function segmentedFrames(
  task: ContourTask,
  header: ClipHeader,
  count: number,
  { scale, notes }: ReturnType<typeof scaleOf>,
): Promise<readonly (SegmentedFrame | undefined)[]> {
  const { clip, segmentation, viewer, client, signal, onFrames } = task;
  const { SOPInstanceUID, displaySetInstanceUID } = clip;
  const frames = new Array<SegmentedFrame | undefined>(count).fill(undefined);
  const first = Math.min(count - 1, viewer.shownFrameIndex(displaySetInstanceUID) ?? 0);
  const waiting = Array.from({ length: count }, (_, i) => (first + i) % count);
  const read = frameReader(task, header);
  let [done, unreadable, framesPerRequest] = [0, 0, 1];
  let [hasLoaded, hasFailed] = [false, false];

  const segmentNext = async (): Promise<void> => {
    const batch = await abortable(read(waiting.splice(0, framesPerRequest)), signal);
    for (const { frameIndex, problem } of batch) {
      if (problem !== undefined) {
        frames[frameIndex] = { reading: { reason: `Frame not readable. ${problem}` } };
        unreadable++;
        if (unreadable > count * mostUnreadable) {
          throw new ClipRefusal(
            clip.name,
            `${unreadable} of ${count} frames not readable. Frame ${frameIndex + 1}: ${problem}`,
          );
        }
      }
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
      hasLoaded = true;
    }
    done += batch.length;
    if (!hasFailed) {
      onFrames({ frames: [...frames], scale, notes }, done);
    }
  };
  const segmentAll = async (): Promise<void> => {
    try {
      while (waiting.length > 0 && !hasFailed) {
        await segmentNext();
      }
    } catch (error) {
      hasFailed = true;
      throw error;
    }
  };

  // One at a time until the worker has loaded the network.
  while (waiting.length > 0 && !hasLoaded) {
    await segmentNext();
  }
  await Promise.all(Array.from({ length: requestsUnderWay }, segmentAll));
  return frames;
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

/** Reads frames until all others would fail or wait like the last one. */
function frameReader(
  { clip: { displaySetInstanceUID }, viewer, signal }: ContourTask,
  header: ClipHeader,
): (frameIndices: readonly number[]) => Promise<FrameRead[]> {
  const isLast = endsReading();
  let problemOfAll: string | undefined;
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
    if (problemOfAll !== undefined) {
      return { frameIndex, problem: problemOfAll };
    }
    try {
      return { frameIndex, pixels: await readFrame(imageLoader, imageId, header) };
    } catch (error) {
      if (!(error instanceof FrameFailureError)) {
        throw error;
      }
      if (isLast(error)) {
        problemOfAll = error.message;
      }
      return { frameIndex, problem: error.message };
    }
  }
}
