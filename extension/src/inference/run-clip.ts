import { type FramePrediction, summariseClip } from '@echonet/models';
import { formatShare } from '../panel/format';
import type { ClipResult } from '../results/state';
import { abortable } from './abortable';
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
  const read = await prepareClip({ ...task, client });
  const count = read.frameIndices.length;
  const readAt = performance.now();
  const predictions: FramePrediction[] = [];
  let firstResultMs = 0;
  let result: ClipResult | undefined;
  for (const frameIndices of batchesOf(read.frameIndices, batchSize)) {
    onProgress?.({ phase: 'predicting', done: predictions.length, count });
    const { frames } = await abortable(
      client.predictFrames({
        SOPInstanceUID,
        frameIndices,
        ...(task.occluded && { isOccluded: true }),
      }),
      signal,
    );
    predictions.push(...frames);
    const now = performance.now();
    firstResultMs ||= now - startedAt;
    result = {
      prediction: summariseClip(manifest, predictions),
      frameIndices: read.frameIndices.slice(0, predictions.length),
      expectedFrames: count,
      warnings: [...viewWarnings(task.view), ...read.warnings],
      backend,
      elapsedMs: now - startedAt,
      timings: {
        readMs: readAt - startedAt,
        firstResultMs,
        perFrameMs: (now - readAt) / predictions.length,
      },
      prepared: read.prepared,
      view: task.view,
    };
    if (predictions.length < count) {
      onPartial(result);
    }
  }
  // prepareClip rejects a clip without frames.
  return result!;
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

/** The first frame alone, the others in as few batches of about equal size as possible. */
export function batchesOf(frameIndices: readonly number[], batchSize: number): number[][] {
  const others = frameIndices.slice(1);
  const batchCount = Math.ceil(others.length / batchSize);
  const size = Math.ceil(others.length / Math.max(1, batchCount));
  return [
    [...frameIndices.slice(0, 1)],
    ...Array.from({ length: batchCount }, (_, i) => others.slice(i * size, (i + 1) * size)),
  ];
}
