import { type ClipPrediction, frameByFrame, needsAllFrames, summariseClip } from '@echonet/models';
import type { Clip } from '../clips/clip';
import { formatShare } from '../panel/format';
import type { ClipResult } from '../results/state';
import { abortable } from './abortable';
import { networkScale } from './network-scale';
import { type ClipTask, prepareClip } from './prepare-clip';
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
 * in batches of the backend's size. One batch is in work at a time, so that a cancelled run computes
 * one batch more at most.
 *
 * @throws ClipRefusal, BackendFault, or the signal's reason when aborted
 */
export async function runClip(task: RunTask): Promise<ClipResult> {
  const { clip, manifest, worker, signal, startedAt, onProgress, onPartial } = task;
  const { client, backend, batchSize } = worker;
  const { SOPInstanceUID } = clip;
  const read = await prepareClip({ ...task, client, turn: task.turn ?? task.view?.turn });
  const count = read.frameIndices.length;
  const readAt = performance.now();
  const facts = {
    timesMs: timesOf(clip, read.frameIndices),
    mmPerPixel: clip.header && networkScale(clip.header, read.prepared),
  };
  const predictor = frameByFrame({
    batchSize,
    predictFrames: async (frameIndices: readonly number[]) => {
      const { frames } = await abortable(
        client.predictFrames({
          SOPInstanceUID,
          frameIndices: [...frameIndices],
          ...(task.occluded && { isOccluded: true }),
        }),
        signal,
      );
      return frames;
    },
    summarise: (frames) => summariseClip(manifest, frames, facts),
    needsAllFrames: needsAllFrames(manifest),
  });
  let firstResultMs = 0;
  const resultOf = (prediction: ClipPrediction, done: number): ClipResult => {
    const now = performance.now();
    firstResultMs ||= now - startedAt;
    return {
      prediction,
      frameIndices: read.frameIndices.slice(0, done),
      expectedFrames: count,
      warnings: [...viewWarnings(task.view), ...read.warnings],
      backend,
      elapsedMs: now - startedAt,
      timings: {
        readMs: readAt - startedAt,
        firstResultMs,
        perFrameMs: (now - readAt) / done,
      },
      prepared: read.prepared,
      view: task.view,
    };
  };
  const prediction = await predictor.predict(
    { frames: read.frameIndices, timesMs: facts.timesMs },
    {
      signal,
      onProgress({ done, prediction: partial }) {
        if (done === count) {
          return;
        }
        if (partial) {
          onPartial(resultOf(partial, done));
        }
        onProgress?.({ phase: 'predicting', done, count });
      },
    },
  );
  return resultOf(prediction, count);
}

function timesOf({ times }: Clip, frameIndices: readonly number[]): number[] | undefined {
  return times && frameIndices.map((frameIndex) => times.timesMs[frameIndex]);
}

/** Goes with the numbers of a clip that is no A4C into panel, reports and files. */
function viewWarnings(view: RunTask['view']): string[] {
  if (!view || view.accepted) {
    return [];
  }
  const [probability, threshold] = [view.probability, view.threshold].map((share) =>
    formatShare(share),
  );
  return [
    `View check: probably not A4C (${probability}; accepted from ${threshold}); analysed at the ` +
      "reader's request.",
  ];
}
