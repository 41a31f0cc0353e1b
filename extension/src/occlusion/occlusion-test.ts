import { activeClip } from '../clips/state';
import type { RegionShape } from '../host/draw-region';
import type { Viewer } from '../host/viewer';
import { runClip } from '../inference/run-clip';
import type { WorkerSupervisor } from '../inference/worker-supervisor';
import { sentenceOf } from '../sentence';
import type { SessionState } from '../session/state';
import type { Store } from '../session/store';
import { movedRegion, rectangleIn, scaledRegion } from './regions';
import { emptyOcclusion, type OcclusionState, type Region } from './state';

export interface OcclusionTestListener {
  /** Before a test: whatever else uses the worker must stop. */
  readonly onStart: () => void;
  /** After a test that was not replaced by other work. */
  readonly onEnd: () => void;
}

/** Changes of a clip's regions that can be undone. */
const mostUndo = 50;

/**
 * Occludes regions of a clip and predicts it again. Ghorbani et al. 2020 occluded the pacing lead,
 * and the prediction of one disappeared.
 */
export class OcclusionTest {
  private endDrawing: (() => void) | undefined;
  private running: AbortController | undefined;

  constructor(
    private readonly store: Store<SessionState>,
    private readonly viewer: Viewer,
    private readonly workers: WorkerSupervisor,
    private readonly listener: OcclusionTestListener,
  ) {}

  /** Starts drawing a region on the active clip; ends it when that shape is being drawn already. */
  draw(shape: RegionShape): void {
    const isAgain = this.state.drawing === shape;
    this.stopDrawing();
    const clip = activeClip(this.store.get());
    if (isAgain || !clip) {
      return;
    }
    // The side-by-side layout hides the image to draw on.
    this.store.set({ saliency: { ...this.store.get().saliency, layout: 'overlay' } });
    this.change({ drawing: shape });
    this.endDrawing = this.viewer.drawRegion(shape, (outline) => {
      this.endDrawing = undefined;
      this.change({ drawing: undefined });
      this.add(clip.SOPInstanceUID, outline);
    });
  }

  stopDrawing(): void {
    this.endDrawing?.();
    this.endDrawing = undefined;
    if (this.state.drawing) {
      this.change({ drawing: undefined });
    }
  }

  /** Adds a rectangle in the middle of the active clip's sector, for use by keyboard. */
  addRectangle(): void {
    const { results, activeUID } = this.store.get();
    const sector = activeUID && results.get(activeUID)?.prepared.sector;
    if (sector) {
      this.add(activeUID, rectangleIn(sector));
    }
  }

  /**
   * Moves a region of the active clip.
   *
   * @param dx as a fraction of the width of the sector's crop, as is dy
   */
  move(index: number, dx: number, dy: number): void {
    const { results, activeUID = '' } = this.store.get();
    const width = results.get(activeUID)?.prepared.sector.crop.width ?? 0;
    this.replace(index, (region) => [movedRegion(region, dx * width, dy * width)]);
  }

  scale(index: number, factor: number): void {
    this.replace(index, (region) => [scaledRegion(region, factor)]);
  }

  remove(index: number): void {
    this.replace(index, () => []);
  }

  /** Removes all regions of the active clip. */
  clear(): void {
    const { activeUID } = this.store.get();
    if (activeUID) {
      this.setRegions(activeUID, []);
    }
  }

  /** Predicts the active clip with its regions occluded. Never rejects. */
  async run(): Promise<void> {
    const state = this.store.get();
    const clip = activeClip(state);
    const uid = clip?.SOPInstanceUID ?? '';
    const before = state.results.get(uid);
    const occluded = state.occlusion.regions.get(uid) ?? [];
    const { model } = state;
    if (!clip || !before || occluded.length === 0 || state.run || model.phase !== 'ready') {
      return;
    }
    this.stop();
    this.listener.onStart();
    const running = new AbortController();
    this.running = running;
    const { signal } = running;
    this.change({ progress: { done: 0, count: 0 }, problem: undefined });
    try {
      const after = await this.workers.use(model.modelUrl, signal, (worker) =>
        runClip({
          clip,
          occluded,
          turn: before.prepared.sector.turn,
          manifest: model.manifest,
          viewer: this.viewer,
          worker,
          signal,
          startedAt: performance.now(),
          onProgress: ({ phase, done, count, isOfWindows }) => {
            if (phase === 'predicting' && !signal.aborted) {
              this.change({ progress: { done, count, isOfWindows } });
            }
          },
          onPartial: () => {},
        }),
      );
      if (!signal.aborted) {
        this.change({ results: new Map(this.state.results).set(uid, { before, after }) });
      }
    } catch (error) {
      if (!signal.aborted) {
        this.change({ problem: sentenceOf(error) });
      }
    } finally {
      if (this.running === running) {
        this.running = undefined;
        this.change({ progress: undefined });
        this.listener.onEnd();
      }
    }
  }

  /** Brings back the regions of the active clip before their last change. */
  undo(): void {
    const { activeUID = '' } = this.store.get();
    const past = this.state.past.get(activeUID) ?? [];
    const before = past.at(-1);
    if (before) {
      this.applyRegions(activeUID, before, past.slice(0, -1));
    }
  }

  /** Aborts the test in progress. */
  stop(): void {
    if (!this.running) {
      return;
    }
    this.running.abort(new DOMException('The occlusion test was stopped.', 'AbortError'));
    this.running = undefined;
    this.change({ progress: undefined });
  }

  /** Aborts everything and drops regions and results. */
  close(): void {
    this.stopDrawing();
    this.stop();
    this.store.set(emptyOcclusion);
  }

  private get state(): OcclusionState {
    return this.store.get().occlusion;
  }

  private add(uid: string, region: Region): void {
    this.setRegions(uid, [...(this.state.regions.get(uid) ?? []), region]);
  }

  private replace(index: number, by: (region: Region) => Region[]): void {
    const { activeUID } = this.store.get();
    const regions = (activeUID && this.state.regions.get(activeUID)) || [];
    if (!activeUID || !regions[index]) {
      return;
    }
    this.setRegions(
      activeUID,
      regions.flatMap((region, i) => (i === index ? by(region) : [region])),
    );
  }

  /** Keeps the present regions for undo. */
  private setRegions(uid: string, occluded: readonly Region[]): void {
    const past = this.state.past.get(uid) ?? [];
    this.applyRegions(uid, occluded, [...past, this.state.regions.get(uid) ?? []].slice(-mostUndo));
  }

  /** A result of other regions no longer holds. */
  private applyRegions(
    uid: string,
    occluded: readonly Region[],
    pastOfClip: readonly (readonly Region[])[],
  ): void {
    this.stop();
    const past = new Map(this.state.past).set(uid, pastOfClip);
    const regions = new Map(this.state.regions);
    const results = new Map(this.state.results);
    if (occluded.length > 0) {
      regions.set(uid, occluded);
    } else {
      regions.delete(uid);
    }
    results.delete(uid);
    this.change({ regions, results, past, problem: undefined });
  }

  private change(change: Partial<OcclusionState>): void {
    this.store.set({ occlusion: { ...this.state, ...change } });
  }
}
