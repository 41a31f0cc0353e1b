import { summariseClip } from '@echonet/models';
import type { FramePrediction } from '@echonet/models';
import { abortable } from './abortable';
import { prepareClip } from './prepare-clip';
import type { ClipTask } from './prepare-clip';
import type { ViewCheck } from './protocol';
import type { ClipResult } from '../session/state';
import type { StartedWorker } from './worker-supervisor';

/** What a run needs. */
export interface RunTask extends Omit<ClipTask, 'client'> {
  /** What a classifier says of the clip, where one was asked. */
  readonly view?: ViewCheck['prediction'];
  readonly worker: StartedWorker;
  /** When the reader asked for it, of performance.now(). */
  readonly startedAt: number;
  /** Told after each batch what the clip's result is so far. */
  readonly onPartial: (result: ClipResult) => void;
}

/**
 * Reads a clip and predicts its frames, first one alone, so that there is something to see, then as
 * many at once as the backend gains from. Nothing is asked of the worker ahead: a run that is
 * cancelled costs one batch more at most.
 *
 * @throws ClipRefusal, BackendFault, or the signal's reason.
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
    if (predictions.length < count) onPartial(result);
  }
  // A clip that was read has a frame.
  return result!;
}

/** What must stand beside the numbers of a clip that is no A4C, wherever they go. */
function viewWarnings(view: RunTask['view']): string[] {
  if (!view || view.accepted) return [];
  const [probability, threshold] = [view.probability, view.threshold].map((x) => x.toFixed(2));
  return [
    `The view classifier does not take this clip for an apical four-chamber view (probability ` +
      `${probability}, threshold ${threshold}); it was scored because the reader asked for it.`,
  ];
}

/** The first alone, the others in as few batches of equal size as there can be. */
export function batchesOf(frameIndices: readonly number[], batchSize: number): number[][] {
  const others = frameIndices.slice(1);
  const batchCount = Math.ceil(others.length / batchSize);
  const size = Math.ceil(others.length / Math.max(1, batchCount));
  return [
    [...frameIndices.slice(0, 1)],
    ...Array.from({ length: batchCount }, (_, i) => others.slice(i * size, (i + 1) * size)),
  ];
}
