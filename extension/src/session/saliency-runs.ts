import type { Clip } from '../clips/clip';
import type { Viewer } from '../host/viewer';
import type { InferenceClient } from '../inference/client';
import { abortable } from './abortable';
import { HeatMaps, nearestSampledFrame } from './heat-maps';
import type { MapSeries } from './heat-maps';
import { prepareClip } from './prepare-clip';
import { sentenceOf } from './sentence';
import { activeClip, saliencyTaskId } from './state';
import type { ClipResult, SaliencyState, SessionState } from './state';
import type { Store } from './store';
import type { WorkerLife } from './worker-life';

/** SmoothGrad's noise as the viewer adds it: Smilkov et al. use 10 to 20 %. */
const noise = { noiseLevel: 0.1, seed: 1 } as const;

/** Computes saliency maps of the active clip while they are wanted, and keeps them. */
export class SaliencyRuns {
  readonly maps = new HeatMaps();
  private explaining: { controller: AbortController; client?: InferenceClient } | undefined;

  constructor(
    private readonly store: Store<SessionState>,
    private readonly viewer: Viewer,
    private readonly workers: WorkerLife,
  ) {}

  /** Changes what the panel and the viewports know of saliency. */
  change(change: Partial<SaliencyState>): void {
    this.store.set({ saliency: { ...this.store.get().saliency, ...change } });
  }

  /** Computes the missing maps of the active clip while saliency is on; never rejects. */
  async explainActiveClip(): Promise<void> {
    const state = this.store.get();
    const clip = activeClip(state);
    const taskId = saliencyTaskId(state);
    const result = clip && state.results.get(clip.SOPInstanceUID);
    const wanted = state.saliency.visible && !state.saliency.stopped && !state.run;
    if (!wanted || !clip || !result || !taskId || this.explaining) return;
    const explaining = { controller: new AbortController() };
    this.explaining = explaining;
    const { signal } = explaining.controller;
    this.change({ problem: undefined });
    try {
      await this.explain(clip, result, taskId, signal);
    } catch (error) {
      if (!signal.aborted) {
        this.change({
          problem: `Saliency of ${clip.name} could not be computed: ${sentenceOf(error)}`,
          stopped: true,
        });
      }
    } finally {
      if (this.explaining === explaining) {
        this.explaining = undefined;
        this.change({ progress: undefined });
      }
    }
  }

  /** Gives up what is under way; the maps that there are stay. */
  stop(): void {
    if (!this.explaining) return;
    const { controller, client } = this.explaining;
    this.explaining = undefined;
    controller.abort(new DOMException('Saliency was stopped.', 'AbortError'));
    client?.stopExplaining();
    this.change({ progress: undefined });
  }

  private async explain(
    clip: Clip,
    { frameIndices }: ClipResult,
    taskId: string,
    signal: AbortSignal,
  ): Promise<void> {
    const { SOPInstanceUID } = clip;
    const { model, saliency } = this.store.get();
    const { method, samples } = saliency;
    const series: MapSeries = { SOPInstanceUID, taskId, method, samples };
    const isMissing = (frameIndex: number) => !this.maps.of(series).has(frameIndex);
    if (!frameIndices.some(isMissing) || model.phase !== 'ready') return;
    const { manifest, modelUrl } = model;
    const count = frameIndices.length;
    const progress = (part: number) => {
      if (signal.aborted) return;
      const done = count - frameIndices.filter(isMissing).length;
      this.change({ progress: { done, count, part } });
    };
    progress(0);
    await this.workers.use(modelUrl, signal, async ({ client }) => {
      if (this.explaining) this.explaining.client = client;
      if (!(await abortable(client.isPrepared(SOPInstanceUID), signal))) {
        await prepareClip({ clip, manifest, viewer: this.viewer, client, signal });
      }
      for (;;) {
        // Asked anew for each map, for the reader may have gone to another frame.
        const frameIndex = this.nearestFirst(clip, frameIndices).find(isMissing);
        if (frameIndex === undefined) return;
        const { intensities } = await abortable(
          client.explainFrame({ frameIndex, ...series, ...noise }, (samplesDone, samplesInAll) =>
            progress(samplesDone / samplesInAll),
          ),
          signal,
        );
        if (!intensities) return;
        this.maps.add(series, frameIndex, intensities);
        progress(0);
        this.change({ version: this.store.get().saliency.version + 1 });
      }
    });
  }

  /** The frame on the screen first, then onwards as the cine plays. */
  private nearestFirst({ times }: Clip, frameIndices: readonly number[]): readonly number[] {
    const shown = this.viewer.activeFrameIndex() ?? 0;
    const first = frameIndices.indexOf(
      nearestSampledFrame(shown, frameIndices, times?.timesMs ?? []),
    );
    return [...frameIndices.slice(first), ...frameIndices.slice(0, first)];
  }
}
