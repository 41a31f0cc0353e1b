import {
  type ClipPrediction,
  frameByFrame,
  isOnnxManifest,
  lackOf,
  viewDoubtOf,
  needsAllFrames,
  needsScale,
  type OnnxManifest,
  type PredictionControl,
  summariseClip,
} from '@echonet/models';
import type { Clip } from '../clips/clip';
import { formatShare } from '../panel/format';
import type { ClipResult } from '../results/state';
import { abortable } from './abortable';
import { networkScale } from './network-scale';
import { notEvaluatedHere, windowReader } from './onnx/window-reader';
import { type ClipInWorker, type ClipTask, prepareClip } from './prepare-clip';
import type { ViewCheck } from './protocol';
import type { StartedWorker } from './worker-supervisor';

export interface RunTask extends Omit<ClipTask, 'client'> {
  /** Absent without a view classifier. */
  readonly view?: ViewCheck['prediction'];
  readonly worker: StartedWorker;
  /** The user's click, in the time of performance.now(). */
  readonly startedAt: number;
  /** Called after each batch but the last with the result so far. */
  readonly onPartial: (result: ClipResult) => void;
}

/**
 * Reads a clip and predicts its frames: the first alone, for a result as early as possible, the others
 * in batches of the backend's size; or its windows, one at a time. One batch is in work at a time, so
 * that a cancelled run computes one batch more at most.
 *
 * @throws ClipRefusal, BackendFault, or the signal's reason when aborted
 */
export async function runClip(task: RunTask): Promise<ClipResult> {
  const { manifest, worker, signal, startedAt, onProgress, onPartial } = task;
  const { client, backend } = worker;
  const read = await prepareClip({ ...task, client, turn: task.turn ?? task.view?.turn });
  const readAt = performance.now();
  const warnings = [...viewWarnings(task.view), ...read.warnings];
  const reader = isOnnxManifest(manifest)
    ? windowsOfClip(task, manifest, read, warnings)
    : framesOfClip(task, read, warnings);
  const { count } = reader;
  let firstResultMs = 0;
  const resultOf = (prediction: ClipPrediction, done: number): ClipResult => {
    const now = performance.now();
    firstResultMs ||= now - startedAt;
    const frameIndices = reader.framesOf(done);
    return {
      prediction,
      frameIndices,
      expectedFrames: reader.framesOf(count).length,
      ...(reader.windows && { windows: reader.windows.slice(0, done) }),
      warnings: [...warnings],
      backend,
      elapsedMs: now - startedAt,
      timings: {
        readMs: readAt - startedAt,
        firstResultMs,
        perFrameMs: (now - readAt) / frameIndices.length,
      },
      prepared: read.prepared,
      view: task.view,
    };
  };
  const prediction = await reader.predict({
    signal,
    onProgress({ done, prediction: partial }) {
      if (done === count) {
        return;
      }
      if (partial) {
        onPartial(resultOf(partial, done));
      }
      onProgress?.({
        ...{ phase: 'predicting', done, count },
        ...(reader.windows && { isOfWindows: true }),
      });
    },
  });
  return resultOf(prediction, count);
}

/** What a model reads of one clip, in steps: frames, or windows of them. */
interface ClipReader {
  readonly count: number;
  /** Frames of the first steps, each once, in order. */
  framesOf(steps: number): number[];
  readonly windows?: readonly (readonly number[])[];
  predict(control: PredictionControl<ClipPrediction>): Promise<ClipPrediction>;
}

/** @param warnings grow where the size of the image is unknown */
function framesOfClip(task: RunTask, read: ClipInWorker, warnings: string[]): ClipReader {
  const { clip, manifest, worker, signal } = task;
  const { frameIndices } = read;
  const scale = clip.header && networkScale(clip.header, read.prepared);
  if (scale && needsScale(manifest)) {
    warnings.push(...scale.notes);
  }
  const facts = { timesMs: timesOf(clip, frameIndices), mmPerPixel: scale?.mmPerPixel };
  const predictor = frameByFrame({
    batchSize: worker.batchSize,
    predictFrames: async (asked: readonly number[]) => {
      const { frames } = await abortable(
        worker.client.predictFrames({
          SOPInstanceUID: clip.SOPInstanceUID,
          frameIndices: [...asked],
          ...(task.occluded && { isOccluded: true }),
        }),
        signal,
      );
      return frames;
    },
    summarise: (frames) => summariseClip(manifest, frames, facts),
    needsAllFrames: needsAllFrames(manifest),
  });
  return {
    count: frameIndices.length,
    framesOf: (steps) => frameIndices.slice(0, steps),
    predict: (control) =>
      predictor.predict({ frames: frameIndices, timesMs: facts.timesMs }, control),
  };
}

/** @param warnings grow as frames are read */
function windowsOfClip(
  task: RunTask,
  manifest: OnnxManifest,
  read: ClipInWorker,
  warnings: string[],
): ClipReader {
  const { clip, viewer, worker, signal, occluded } = task;
  if (manifest.tasks.every(({ calibration }) => calibration === undefined)) {
    warnings.push(notEvaluatedHere);
  }
  const reader = windowReader({
    clip,
    manifest,
    viewer,
    client: worker.client,
    signal,
    isOccluded: occluded !== undefined,
    prepared: read.frameIndices,
    onWarning: (sentence) => void warnings.push(sentence),
  });
  const { windows, predictor, framesOf } = reader;
  return {
    count: windows.length,
    framesOf,
    ...(manifest.onnx.input.frames.count > 1 && { windows }),
    predict: (control) => predictor.predict({ frames: windows }, control),
  };
}

function timesOf({ times }: Clip, frameIndices: readonly number[]): number[] | undefined {
  return times && frameIndices.map((frameIndex) => times.timesMs[frameIndex]);
}

/** Goes with the numbers of a clip that the view check does not accept into panel, reports and files. */
function viewWarnings(view: RunTask['view']): string[] {
  if (!view || view.accepted) {
    return [];
  }
  const [probability, threshold] = [view.probability, view.threshold].map((share) =>
    formatShare(share),
  );
  if (view.missing) {
    const lack = lackOf(view.missing);
    return [
      viewDoubtOf(view.missing) === 'not confirmed'
        ? `View check: A4C cannot be confirmed (${lack}); analysed at the reader's request.`
        : `View check: probably not A4C (${lack}); analysed at the reader's request.`,
    ];
  }
  return [
    `View check: probably not A4C (${probability}; accepted from ${threshold}); analysed at the ` +
      "reader's request.",
  ];
}
