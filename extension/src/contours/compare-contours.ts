import type { Clip } from '../clips/clip';
import { prepareClip } from '../inference/prepare-clip';
import type { ModelParts } from '../models/model-service';
import type { FoundSegmentation } from '../models/model-sources';
import type { OfferedSegmentation } from '../models/offered-segmentations';
import { onSecondWorker } from '../models/second-worker';
import { sentenceOf } from '../sentence';
import type { SessionState } from '../session/state';
import type { Store } from '../session/store';
import { contourClip } from './contour-clip';
import type { ComparedContours, ContoursState } from './state';

export type ContourComparisonParts = Pick<
  ModelParts,
  'startWorker' | 'wasmUrl' | 'config' | 'viewer'
> & {
  /** Never rejects. */
  readonly offeredSegmentations: () => Promise<readonly OfferedSegmentation[]>;
};

/** Outlines clips with a second segmentation model, on a worker of its own. */
export class ContourComparison {
  private controller: AbortController | undefined;

  /** @param onStart before a comparison, which needs the processor for itself */
  constructor(
    private readonly store: Store<SessionState>,
    private readonly parts: ContourComparisonParts,
    private readonly onStart: () => void,
  ) {}

  /** Lists the models to compare with, once. Never rejects. */
  async list(): Promise<void> {
    if (!this.store.get().contours.offered) {
      this.change({ offered: await this.parts.offeredSegmentations() });
    }
  }

  /** Outlines a clip that has contours of the first model. Never rejects. */
  async read(clip: Clip, other: FoundSegmentation): Promise<void> {
    const { model, results } = this.store.get();
    const result = results.get(clip.SOPInstanceUID);
    if (!this.parts.config.actions.compareModels || !result || model.phase !== 'ready') {
      return;
    }
    this.end();
    this.onStart();
    const controller = new AbortController();
    this.controller = controller;
    const { signal } = controller;
    const { SOPInstanceUID } = clip;
    const update = (change: Partial<ComparedContours>) => {
      if (!signal.aborted) {
        this.change({ compared: { SOPInstanceUID, other, ...change } });
      }
    };
    const count = clip.times?.timesMs.length ?? 0;
    update({ progress: { done: 0, count } });
    const { manifest, modelUrl } = model;
    const { viewer } = this.parts;
    const { sector } = result.prepared;
    try {
      const contours = await onSecondWorker(this.parts, modelUrl, signal, async ({ client }) => {
        await prepareClip({ clip, manifest, viewer, client, signal, turn: sector.turn });
        return contourClip({
          ...{ clip, sector, segmentation: other, viewer, client, signal },
          onFrames: (partial, done) => update({ contours: partial, progress: { done, count } }),
        });
      });
      update({ contours });
    } catch (error) {
      update({ problem: sentenceOf(error) });
    }
  }

  /** Aborts a comparison and drops its contours. */
  end(): void {
    this.controller?.abort(new DOMException('The comparison was cancelled.', 'AbortError'));
    this.controller = undefined;
    if (this.store.get().contours.compared) {
      this.change({ compared: undefined });
    }
  }

  private change(change: Partial<ContoursState>): void {
    this.store.set({ contours: { ...this.store.get().contours, ...change } });
  }
}
