import type { Clip } from '../clips/clip';
import type { Viewer } from '../host/viewer';
import { runClip } from '../inference/run-clip';
import { type WorkerParts, WorkerSupervisor } from '../inference/worker-supervisor';
import { sentenceOf } from '../sentence';
import type { FoundModel } from './model-sources';
import type { Comparison } from './state';

/** Called with every change; with undefined when the comparison is aborted. */
type OnComparison = (comparison: Comparison | undefined) => void;

/** Predicts clips with a second model on a worker of its own, which ends with the prediction. */
export class ModelComparison {
  private controller: AbortController | undefined;

  constructor(
    private readonly parts: WorkerParts & { readonly viewer: Viewer },
    private readonly onComparison: OnComparison,
  ) {}

  /** Never rejects. */
  async read(clip: Clip, other: FoundModel): Promise<void> {
    this.stop();
    const controller = new AbortController();
    this.controller = controller;
    const { signal } = controller;
    const { SOPInstanceUID } = clip;
    const update = (change: Partial<Comparison>) => {
      if (!signal.aborted) {
        this.onComparison({ SOPInstanceUID, other, ...change });
      }
    };
    update({ progress: { done: 0, count: 0 } });
    const { viewer } = this.parts;
    const silent = { onStartProgress: () => {}, onBackend: () => {}, onSwitch: () => {} };
    const workers = new WorkerSupervisor(this.parts, viewer, silent);
    try {
      const result = await workers.use(other.modelUrl, signal, (worker) =>
        runClip({
          clip,
          manifest: other.manifest,
          viewer,
          worker,
          signal,
          startedAt: performance.now(),
          onProgress: ({ done, count }) => update({ progress: { done, count } }),
          onPartial: () => {},
        }),
      );
      update({ result });
    } catch (error) {
      update({ problem: sentenceOf(error) });
    } finally {
      workers.close();
    }
  }

  /** Aborts a running comparison and drops the last one. */
  stop(): void {
    this.controller?.abort(new DOMException('The comparison was cancelled.', 'AbortError'));
    this.controller = undefined;
    this.onComparison(undefined);
  }
}
