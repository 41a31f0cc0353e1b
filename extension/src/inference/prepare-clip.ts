import {
  ClipRefusal,
  type ImageTurn,
  turnNote,
  isOnnxManifest,
  type Manifest,
  sampleFrames,
} from '@echonet/models';
import type { Clip } from '../clips/clip';
import type { Viewer } from '../host/viewer';
import type { Region } from '../occlusion/state';
import { abortable } from './abortable';
import type { InferenceClient } from './client';
import { firstWindow } from './onnx/window-reader';
import type { PreparedClip, Rated } from './protocol';
import { readClipFrames } from './read-clip-frames';
import type { Run } from './state';

/** Progress within one clip of a run. */
export type RunProgress = Omit<Run, 'SOPInstanceUID' | 'clipIndex' | 'clipCount'>;

export interface ClipTask {
  readonly clip: Clip;
  readonly manifest: Manifest;
  readonly viewer: Viewer;
  readonly client: InferenceClient;
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: RunProgress) => void;
  /** Regions to occlude; the worker keeps that clip beside the original one. */
  readonly occluded?: readonly Region[];
  /** As the view check found the clip to lie; by the shape of the sector alone unless given. */
  readonly turn?: ImageTurn;
  /** Folder of the quality model, which rates the clip. */
  readonly qualityUrl?: string;
}

/** A clip whose sampled frames the worker has. */
export interface ClipInWorker {
  readonly prepared: PreparedClip;
  /** 0-based frames that could be read, in order. */
  readonly frameIndices: readonly number[];
  /** Full sentences, shown beside the numbers. */
  readonly warnings: readonly string[];
}

/**
 * Reads the sampled frames, or those of the first window, and sends them to the worker, which locates the sector in them.
 *
 * @throws ClipRefusal when the clip cannot be read; the signal's reason when aborted
 */
export async function prepareClip(task: ClipTask): Promise<ClipInWorker> {
  const { clip, manifest, viewer, client, signal, onProgress, occluded, turn, qualityUrl } = task;
  const { header, times, eligibility } = clip;
  if (!header || !times || !eligibility.eligible) {
    throw new ClipRefusal(clip.name, 'It cannot be read by EchoNet.');
  }
  const sampled = isOnnxManifest(manifest)
    ? firstWindow(clip, manifest)
    : sampleFrames(times, manifest.input);
  onProgress?.({ phase: 'reading', done: 0, count: sampled.frameIndices.length });
  const { message, warnings } = await readClipFrames({
    clip,
    header,
    sampled,
    viewer,
    signal,
    onFrame: (done, count) => onProgress?.({ phase: 'reading', done, count }),
  });
  onProgress?.({ phase: 'locating', done: 0, count: 0 });
  const frameIndices = message.frames.map(({ frameIndex }) => frameIndex);
  const regions = occluded?.map((outline) => outline.map((point) => ({ ...point })));
  const prepared = await abortable(
    client.prepareClip({
      ...message,
      ...(regions && { occluded: regions }),
      ...(turn && { turn }),
      ...(qualityUrl !== undefined && { qualityUrl }),
    }),
    signal,
  );
  return {
    prepared,
    frameIndices,
    warnings: [
      ...[turnNote(prepared.sector.turn)].filter((note) => note !== undefined),
      ...eligibility.notes,
      ...times.notes,
      ...sampled.notes,
      ...warnings,
      ...prepared.sector.notes,
      ...lowQuality(prepared.rated),
    ],
  };
}

/** Goes with the numbers of a clip that a quality model rates below its threshold. */
function lowQuality(rated: Rated | undefined): string[] {
  if (!rated || 'problem' in rated || !rated.isLow) {
    return [];
  }
  const { overall, range, model } = rated;
  return [
    `Image quality ${overall.toFixed(1)} of ${range[1]}, below the threshold of ${model} (imported, ` +
      'not evaluated at this site).',
  ];
}
