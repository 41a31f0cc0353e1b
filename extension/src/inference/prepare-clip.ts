import { ClipRefusal, sampleFrames } from '@echonet/models';
import type { Manifest } from '@echonet/models';
import type { Clip } from '../clips/clip';
import { readClip } from '../clips/read-clip';
import type { Viewer } from '../host/viewer';
import type { InferenceClient } from './client';
import type { PreparedClip } from './protocol';
import { abortable } from './abortable';
import type { Region, Run } from '../session/state';

/** How far a run has come, without which clip it is of. */
export type RunProgress = Omit<Run, 'SOPInstanceUID' | 'clipIndex' | 'clipCount'>;

/** What reading a clip and predicting it have in common. */
export interface ClipTask {
  readonly clip: Clip;
  readonly manifest: Manifest;
  readonly viewer: Viewer;
  readonly client: InferenceClient;
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: RunProgress) => void;
  /** What the network is not to see; the worker keeps the clip as it is, too. */
  readonly occluded?: readonly Region[];
}

/** A clip whose sampled frames are with the worker. */
export interface ClipWithWorker {
  readonly prepared: PreparedClip;
  /** 0-based frames that could be read, in order. */
  readonly frameIndices: readonly number[];
  /** Full sentences that a reader must see beside the numbers. */
  readonly warnings: readonly string[];
}

/**
 * Reads the sampled frames and hands them to the worker, which finds the sector in them.
 *
 * @throws ClipRefusal when the clip cannot be read; the signal's reason.
 */
export async function prepareClip({
  clip,
  manifest,
  viewer,
  client,
  signal,
  onProgress,
  occluded,
}: ClipTask): Promise<ClipWithWorker> {
  const { header, times, eligibility } = clip;
  if (!header || !times || !eligibility.eligible) {
    throw new ClipRefusal(clip.name, 'It cannot be read by EchoNet.');
  }
  const sampled = sampleFrames(times, manifest.input);
  onProgress?.({ phase: 'reading', done: 0, count: sampled.frameIndices.length });
  const { frames, warnings } = await abortable(
    readClip({
      clip,
      imageIds: viewer.imageIds(clip.displaySetInstanceUID),
      sampled,
      imageLoader: viewer.imageLoader(clip.displaySetInstanceUID),
      signal,
      onFrame: (done, count) => onProgress?.({ phase: 'reading', done, count }),
    }),
    signal,
  );
  onProgress?.({ phase: 'locating', done: 0, count: 0 });
  const prepared = await abortable(
    client.prepareClip({
      SOPInstanceUID: clip.SOPInstanceUID,
      clip: clip.name,
      regions: header.SequenceOfUltrasoundRegions.map((region) => ({ ...region })),
      frames: frames.map(({ frameIndex, pixels }) => ({ frameIndex, pixels: { ...pixels } })),
      ...(occluded && {
        occluded: occluded.map((outline) => outline.map((point) => ({ ...point }))),
      }),
    }),
    signal,
  );
  return {
    prepared,
    frameIndices: frames.map(({ frameIndex }) => frameIndex),
    warnings: [
      ...eligibility.notes,
      ...times.notes,
      ...sampled.notes,
      ...warnings,
      ...prepared.sector.notes,
    ],
  };
}
