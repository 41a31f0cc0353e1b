import type { Clip } from '../clips/clip';
import { runClip } from '../inference/run-clip';
import { sentenceOf } from '../sentence';
import type { ClipResult } from '../session/state';
import type { Viewer } from '../host/viewer';
import { WorkerSupervisor } from '../inference/worker-supervisor';
import type { WorkerParts } from '../inference/worker-supervisor';
import type { FoundModel } from './model-sources';

/** A second model on a clip that the first has read. */
export interface Comparison {
  readonly SOPInstanceUID: string;
  readonly other: FoundModel;
  /** While it reads. */
  readonly progress?: { readonly done: number; readonly count: number };
  /** When it has read. */
  readonly result?: ClipResult;
  /** When it could not, as a sentence. */
  readonly problem?: string;
}

/** Told how the comparison stands; undefined once it is given up. */
type OnComparison = (comparison: Comparison | undefined) => void;

/** Reads clips with a second model, on a worker of its own that ends with the reading. */
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
    const tell = (change: Partial<Comparison>) => {
      if (!signal.aborted) this.onComparison({ SOPInstanceUID, other, ...change });
    };
    tell({ progress: { done: 0, count: 0 } });
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
          onProgress: ({ done, count }) => tell({ progress: { done, count } }),
          onPartial: () => {},
        }),
      );
      tell({ result });
    } catch (error) {
      tell({ problem: sentenceOf(error) });
    } finally {
      workers.close();
    }
  }

  /** Gives up what is under way and forgets the last comparison. */
  stop(): void {
    this.controller?.abort(new DOMException('The comparison was cancelled.', 'AbortError'));
    this.controller = undefined;
    this.onComparison(undefined);
  }
}
