import type { Clip } from '../clips/clip';
import type { Viewer } from '../host/viewer';
import { sentenceOf } from '../sentence';
import type { RunProgress } from './prepare-clip';
import { ResultMemory } from './result-memory';
import { runClip } from './run-clip';
import { emptyState } from '../session/state';
import type { ClipResult, Run, SessionState } from '../session/state';
import type { Store } from '../session/store';
import { isHeldBack } from '../views/view-checks';
import type { ViewChecks } from '../views/view-checks';
import type { WorkerSupervisor } from './worker-supervisor';

/** Told what becomes of single clips. */
export interface ClipRunListener {
  /** A clip has a new result. */
  readonly onResult: (clip: Clip) => void;
  /** Why a clip gave none, as a sentence. */
  readonly onFailure: (reason: string) => void;
}

/** A run that is under way. */
interface Running {
  /** The clips that it reads, one after the other. */
  readonly clips: readonly Clip[];
  readonly controller: AbortController;
}

/** Which clip of a run it is. */
type PlaceInRun = Pick<Run, 'clipIndex' | 'clipCount'>;

/** Reads clips one after the other, and keeps their results and failures. */
export class ClipRuns {
  private readonly memory = new ResultMemory();
  private running: Running | undefined;

  constructor(
    private readonly store: Store<SessionState>,
    private readonly viewer: Viewer,
    private readonly workers: WorkerSupervisor,
    private readonly views: ViewChecks,
    private readonly listener: ClipRunListener,
  ) {}

  /**
   * Reads the clips; a run that is under way is given up for it. What goes wrong with one becomes its
   * failure, and the next is read. Never rejects.
   *
   * @returns whether it went on to its end
   */
  async read(clips: readonly Clip[]): Promise<boolean> {
    this.cancel();
    const running = { clips, controller: new AbortController() };
    this.running = running;
    for (const [clipIndex, clip] of clips.entries()) {
      if (running.controller.signal.aborted) break;
      await this.readOne(clip, { clipIndex, clipCount: clips.length }, running.controller.signal);
    }
    if (this.running !== running) return false;
    this.running = undefined;
    this.store.set({ run: undefined });
    return true;
  }

  /** Gives up the run that is under way; results of earlier runs stay. */
  cancel(reason: Error = new DOMException('The run was cancelled.', 'AbortError')): void {
    this.running?.controller.abort(reason);
    this.running = undefined;
    if (this.store.get().run) this.store.set({ run: undefined });
  }

  /** Brings back what this model has said of the study's clips on an earlier visit. */
  recall(): void {
    const { model, clips, results } = this.store.get();
    if (model.phase !== 'ready') return;
    const recalled = clips.flatMap(({ SOPInstanceUID }): [string, ClipResult][] => {
      const known = results.has(SOPInstanceUID)
        ? undefined
        : this.memory.of(model.manifest, SOPInstanceUID);
      return known ? [[SOPInstanceUID, known]] : [];
    });
    if (recalled.length > 0) this.store.set({ results: new Map([...results, ...recalled]) });
  }

  /** Forgets what was found of some clips, and gives up a run that reads one of them. */
  forget(clips: readonly Clip[]): void {
    const results = new Map(this.store.get().results);
    const failures = new Map(this.store.get().failures);
    for (const { SOPInstanceUID } of clips) {
      if (this.running?.clips.some((clip) => clip.SOPInstanceUID === SOPInstanceUID)) {
        this.cancel();
      }
      results.delete(SOPInstanceUID);
      failures.delete(SOPInstanceUID);
    }
    this.store.set({ results, failures });
  }

  /** Gives up what is under way and forgets what was found of all clips. */
  clear(reason: Error): void {
    this.cancel(reason);
    const { results, failures } = emptyState;
    this.store.set({ results, failures });
  }

  private async readOne(clip: Clip, place: PlaceInRun, signal: AbortSignal): Promise<void> {
    this.setFailure(clip, undefined);
    try {
      const result = await this.readAndPredict(clip, place, signal);
      if (!result) return;
      this.listener.onResult(clip);
      this.remember(clip, result);
      this.store.set({
        results: new Map(this.store.get().results).set(clip.SOPInstanceUID, result),
      });
    } catch (error) {
      if (!signal.aborted) this.setFailure(clip, sentenceOf(error));
    }
  }

  /** @returns undefined for a clip that the view classifier turns away: it is not scored silently */
  private async readAndPredict(
    clip: Clip,
    place: PlaceInRun,
    signal: AbortSignal,
  ): Promise<ClipResult | undefined> {
    const { model } = this.store.get();
    if (model.phase !== 'ready') throw new Error('EchoNet has no model to start.');
    const { SOPInstanceUID } = clip;
    const startedAt = performance.now();
    let partial: ClipResult | undefined;
    const onProgress = (progress: RunProgress) => {
      if (signal.aborted) return;
      this.store.set({ run: { SOPInstanceUID, ...place, ...progress, partial } });
    };
    const isChecking =
      this.workers.current !== undefined && this.store.get().views.classifier.phase === 'ready';
    onProgress({ phase: isChecking ? 'checking' : 'starting', done: 0, count: 0 });
    const view = (await this.views.check(clip, signal))?.prediction;
    if (isHeldBack(this.store.get(), SOPInstanceUID)) return undefined;
    return this.workers.use(model.modelUrl, signal, (worker) => {
      // A second worker begins anew.
      partial = undefined;
      return runClip({
        clip,
        view,
        manifest: model.manifest,
        viewer: this.viewer,
        worker,
        signal,
        startedAt,
        onProgress,
        onPartial: (result) => (partial = result),
      });
    });
  }

  private remember({ SOPInstanceUID }: Clip, result: ClipResult): void {
    const { model } = this.store.get();
    if (model.phase === 'ready') this.memory.keep(model.manifest, SOPInstanceUID, result);
  }

  private setFailure({ SOPInstanceUID }: Clip, reason: string | undefined): void {
    const failures = new Map(this.store.get().failures);
    if (reason === undefined) failures.delete(SOPInstanceUID);
    else {
      failures.set(SOPInstanceUID, reason);
      this.listener.onFailure(reason);
    }
    this.store.set({ failures });
  }
}
