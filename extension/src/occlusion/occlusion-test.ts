import type { Viewer } from '../host/viewer';
import type { RegionShape } from '../host/draw-region';
import { moved, rectangleIn, scaled } from './regions';
import { runClip } from '../inference/run-clip';
import { sentenceOf } from '../sentence';
import { activeClip, emptyState } from '../session/state';
import type { OcclusionResult, Region, SessionState, OcclusionState } from '../session/state';
import type { Store } from '../session/store';
import type { WorkerSupervisor } from '../inference/worker-supervisor';

/** What else wants the worker. */
export interface OcclusionTestListener {
  /** Gives the worker up. */
  readonly onStart: () => void;
  /** May use it again. */
  readonly onEnd: () => void;
}

/**
 * The experiment of covering a part of a clip and reading it again: Ghorbani et al. 2020 covered the
 * pacing lead, and the prediction of one went with it.
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

  /** Lets the reader draw one region on the active clip, or no longer where that is asked twice. */
  draw(shape: RegionShape): void {
    const isAgain = this.store.get().occlusion.drawing === shape;
    this.stopDrawing();
    const clip = activeClip(this.store.get());
    if (isAgain || !clip) return;
    // The clip must be seen to draw on it.
    this.store.set({ saliency: { ...this.store.get().saliency, layout: 'overlay' } });
    this.change({ drawing: shape });
    this.endDrawing = this.viewer.drawRegion(shape, (outline) => {
      this.endDrawing = undefined;
      this.change({ drawing: undefined });
      this.add(clip.SOPInstanceUID, outline);
    });
  }

  /** Gives up what the reader is about to draw. */
  stopDrawing(): void {
    this.endDrawing?.();
    this.endDrawing = undefined;
    if (this.store.get().occlusion.drawing) this.change({ drawing: undefined });
  }

  /** Covers a rectangle in the middle of the active clip's sector, to be moved by keys. */
  addRectangle(): void {
    const state = this.store.get();
    const sector = state.results.get(state.activeUID ?? '')?.prepared.sector;
    if (state.activeUID && sector) this.add(state.activeUID, rectangleIn(sector));
  }

  /** Moves one of the active clip's regions by parts of the sector's square. */
  move(index: number, dx: number, dy: number): void {
    const { results, activeUID = '' } = this.store.get();
    const side = results.get(activeUID)?.prepared.sector.crop.width ?? 0;
    this.replace(index, (region) => [moved(region, dx * side, dy * side)]);
  }

  scale(index: number, factor: number): void {
    this.replace(index, (region) => [scaled(region, factor)]);
  }

  remove(index: number): void {
    this.replace(index, () => []);
  }

  /** Uncovers the active clip. */
  clear(): void {
    const { activeUID } = this.store.get();
    if (activeUID) this.setRegions(activeUID, []);
  }

  /** Reads the active clip again with its regions covered. Never rejects. */
  async run(): Promise<void> {
    const state = this.store.get();
    const clip = activeClip(state);
    const uid = clip?.SOPInstanceUID ?? '';
    const before = state.results.get(uid);
    const occluded = state.occlusion.regions.get(uid) ?? [];
    const { model } = state;
    if (!clip || !before || occluded.length === 0 || state.run || model.phase !== 'ready') return;
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
          manifest: model.manifest,
          viewer: this.viewer,
          worker,
          signal,
          startedAt: performance.now(),
          onProgress: ({ phase, done, count }) => {
            if (phase === 'predicting' && !signal.aborted)
              this.change({ progress: { done, count } });
          },
          onPartial: () => {},
        }),
      );
      const results = new Map(this.store.get().occlusion.results).set(uid, { before, after });
      if (!signal.aborted) this.change({ results });
    } catch (error) {
      if (!signal.aborted) this.change({ problem: sentenceOf(error) });
    } finally {
      if (this.running === running) {
        this.running = undefined;
        this.change({ progress: undefined });
        this.listener.onEnd();
      }
    }
  }

  /** Gives up what is being read. */
  stop(): void {
    if (!this.running) return;
    this.running.abort(new DOMException('The experiment was stopped.', 'AbortError'));
    this.running = undefined;
    this.change({ progress: undefined });
  }

  /** Forgets everything. */
  close(): void {
    this.stopDrawing();
    this.stop();
    this.store.set({ occlusion: emptyState.occlusion });
  }

  private add(uid: string, region: Region): void {
    this.setRegions(uid, [...(this.store.get().occlusion.regions.get(uid) ?? []), region]);
  }

  private replace(index: number, by: (region: Region) => Region[]): void {
    const { occlusion, activeUID } = this.store.get();
    const regions = (activeUID && occlusion.regions.get(activeUID)) || [];
    if (!activeUID || !regions[index]) return;
    this.setRegions(activeUID, [
      ...regions.slice(0, index),
      ...by(regions[index]),
      ...regions.slice(index + 1),
    ]);
  }

  /** What was read with other regions covered says nothing any more. */
  private setRegions(uid: string, occluded: readonly Region[]): void {
    this.stop();
    const { occlusion } = this.store.get();
    const [regions, results] = [new Map(occlusion.regions), new Map(occlusion.results)];
    if (occluded.length > 0) regions.set(uid, occluded);
    else regions.delete(uid);
    results.delete(uid);
    this.change({ regions, results, problem: undefined });
  }

  private change(change: Partial<OcclusionState>): void {
    this.store.set({ occlusion: { ...this.store.get().occlusion, ...change } });
  }
}

/** What covering did to the active clip; undefined where nothing was read, or it was read anew since. */
export function occlusionResultOf(state: SessionState): OcclusionResult | undefined {
  const uid = state.activeUID ?? '';
  const result = state.occlusion.results.get(uid);
  return result && result.before === state.results.get(uid) ? result : undefined;
}
