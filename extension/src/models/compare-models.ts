import type { Clip } from '../clips/clip';
import type { Viewer } from '../host/viewer';
import type { WorkerParts } from '../inference/worker-supervisor';
import { sentenceOf } from '../sentence';
import type { FoundModel } from './model-sources';
import { readSecondModel } from './read-second-model';
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
    try {
      const result = await readSecondModel(this.parts, {
        clip,
        model: other,
        signal,
        onProgress: (progress) => update({ progress }),
      });
      update({ result });
    } catch (error) {
      update({ problem: sentenceOf(error) });
    }
  }

  /** Aborts a running comparison and drops the last one. */
  stop(): void {
    this.controller?.abort(new DOMException('The comparison was cancelled.', 'AbortError'));
    this.controller = undefined;
    this.onComparison(undefined);
  }
}
