import {
  frameByFrame,
  frameWindows,
  summariseWindows,
  type ClipPrediction,
  type ClipPredictor,
  type OnnxManifest,
  type SampledFrames,
} from '@echonet/models';
import type { Clip } from '../../clips/clip';
import type { Viewer } from '../../host/viewer';
import { abortable } from '../abortable';
import type { InferenceClient } from '../client';
import { readClipFrames } from '../read-clip-frames';

/** Shown with every number of an imported model. */
export const notEvaluatedHere =
  'Imported model, not evaluated at this site: its numbers have no intervals, and how far they can be ' +
  'from the truth for these patients is unknown.';

export interface WindowTask {
  readonly clip: Clip;
  readonly manifest: OnnxManifest;
  readonly viewer: Viewer;
  readonly client: InferenceClient;
  readonly signal: AbortSignal;
  readonly isOccluded: boolean;
  /** Frames that the worker has, of which the first window is prepared. */
  readonly prepared: readonly number[];
  /** Called with a full sentence for each frame that could not be read. */
  readonly onWarning: (sentence: string) => void;
}

/** Windows of a clip for a network that is an ONNX file. */
export interface WindowReader {
  readonly predictor: ClipPredictor<readonly number[]>;
  readonly windows: readonly (readonly number[])[];
  /** Frames of the first windows, each once, in order. */
  framesOf(windowCount: number): number[];
}

/** The windows that a model reads of a clip. @throws Error when the clip has no times */
export function windowsOf({ times, name }: Clip, { onnx }: OnnxManifest) {
  if (!times) {
    throw new Error(`${name} has no frame times.`);
  }
  return frameWindows(times, onnx.input.frames);
}

/** The frames of the first window, which the worker finds the sector in. */
export function firstWindow(clip: Clip, manifest: OnnxManifest): SampledFrames {
  const { windows, notes } = windowsOf(clip, manifest);
  const frameIndices = distinct(windows[0] ?? []);
  return {
    frameIndices,
    timesMs: frameIndices.map((frame) => clip.times?.timesMs[frame] ?? 0),
    requestedCount: manifest.onnx.input.frames.count,
    notes,
  };
}

/**
 * Reads and predicts one window after the other: each window's frames are read and sent to the worker
 * just before it is predicted, so that memory holds those of one window.
 */
export function windowReader(task: WindowTask): WindowReader {
  const { clip, manifest, client, signal, isOccluded } = task;
  const { SOPInstanceUID } = clip;
  const { windows } = windowsOf(clip, manifest);
  /** What the worker has: of the window before. */
  let sent: ReadonlySet<number> = new Set(task.prepared);
  const unreadable = new Set<number>(distinct(windows[0] ?? []).filter((one) => !sent.has(one)));
  const { frames: contract } = manifest.onnx.input;

  const predictOne = async (window: readonly number[]) => {
    const missing = distinct(window).filter((one) => !sent.has(one) && !unreadable.has(one));
    const frames = missing.length > 0 ? await readFrames(missing) : [];
    const readable = window.filter((one) => !unreadable.has(one));
    const prediction = await abortable(
      client.predictWindow({
        SOPInstanceUID,
        frames,
        frameIndices: readable,
        ...(isOccluded && { isOccluded }),
      }),
      signal,
    );
    sent = new Set(readable);
    return prediction;
  };

  const readFrames = async (frameIndices: readonly number[]) => {
    const { message, warnings } = await readClipFrames({
      clip,
      header: clip.header!,
      sampled: { frameIndices, timesMs: [], requestedCount: frameIndices.length, notes: [] },
      viewer: task.viewer,
      signal,
    });
    const read = new Set(message.frames.map(({ frameIndex }) => frameIndex));
    frameIndices.filter((one) => !read.has(one)).forEach((one) => unreadable.add(one));
    warnings.forEach((sentence) => task.onWarning(sentence));
    return message.frames;
  };

  return {
    windows,
    framesOf: (windowCount) =>
      distinct(windows.slice(0, windowCount).flat()).filter((one) => !unreadable.has(one)),
    predictor: frameByFrame<readonly number[], ClipPrediction>({
      batchSize: 1,
      predictFrames: async ([window]) => [await predictOne(window)],
      summarise: (predictions) => summariseWindows(manifest, contract, predictions),
    }),
  };
}

function distinct(frames: readonly number[]): number[] {
  return [...new Set(frames)].sort((a, b) => a - b);
}
