import type { Clip } from '../clips/clip';
import type { Viewer } from '../host/viewer';
import { runClip } from '../inference/run-clip';
import type { StepCount } from '../inference/state';
import { type WorkerParts, WorkerSupervisor } from '../inference/worker-supervisor';
import type { ClipResult } from '../results/state';
import type { FoundModel } from './model-sources';

export interface SecondReading {
  readonly clip: Clip;
  readonly model: FoundModel;
  readonly signal: AbortSignal;
  readonly onProgress: (steps: StepCount) => void;
}

/**
 * Predicts a clip with a second model on a worker of its own, which ends with the prediction.
 *
 * @throws Error as a sentence, or the signal's reason when aborted
 */
export async function readOnSecondWorker(
  parts: WorkerParts & { readonly viewer: Viewer },
  { clip, model, signal, onProgress }: SecondReading,
): Promise<ClipResult> {
  const { viewer } = parts;
  const silent = { onStartProgress: () => {}, onBackend: () => {}, onSwitch: () => {} };
  const workers = new WorkerSupervisor(parts, viewer, silent);
  try {
    return await workers.use(model.modelUrl, signal, (worker) =>
      runClip({
        clip,
        manifest: model.manifest,
        viewer,
        worker,
        signal,
        startedAt: performance.now(),
        onProgress: ({ done, count }) => onProgress({ done, count }),
        onPartial: () => {},
      }),
    );
  } finally {
    workers.close();
  }
}
