import type { Clip } from '../clips/clip';
import type { Viewer } from '../host/viewer';
import { runClip } from '../inference/run-clip';
import type { StepCount } from '../inference/state';
import type { WorkerParts } from '../inference/worker-supervisor';
import type { ClipResult } from '../results/state';
import type { FoundModel } from './model-sources';
import { onSecondWorker } from './second-worker';

export interface SecondReading {
  readonly clip: Clip;
  readonly model: FoundModel;
  readonly signal: AbortSignal;
  readonly onProgress: (steps: StepCount) => void;
}

/**
 * Predicts a clip with a second model.
 *
 * @throws Error as a sentence, or the signal's reason when aborted
 */
export function readSecondModel(
  parts: WorkerParts & { readonly viewer: Viewer },
  { clip, model, signal, onProgress }: SecondReading,
): Promise<ClipResult> {
  return onSecondWorker(parts, model.modelUrl, signal, (worker) =>
    runClip({
      clip,
      manifest: model.manifest,
      viewer: parts.viewer,
      worker,
      signal,
      startedAt: performance.now(),
      onProgress: ({ done, count }) => onProgress({ done, count }),
      onPartial: () => {},
    }),
  );
}
