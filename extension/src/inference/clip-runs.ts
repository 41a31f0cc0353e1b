import type { Clip } from '../clips/clip';
import type { ContourService } from '../contours/contour-service';
import type { Viewer } from '../host/viewer';
import { type ClipResult, emptyResults } from '../results/state';
import { sentenceOf } from '../sentence';
import type { SessionState } from '../session/state';
import type { Store } from '../session/store';
import { isHeldBack } from '../views/state';
import type { ViewChecks } from '../views/view-checks';
import type { RunProgress } from './prepare-clip';
import { ResultMemory } from './result-memory';
import { runClip } from './run-clip';
import type { Run } from './state';
import type { WorkerSupervisor } from './worker-supervisor';

export interface ClipRunListener {
  readonly onResult: (clip: Clip) => void;
  /** @param reason a full sentence */
  readonly onFailure: (reason: string) => void;
}

interface Running {
  readonly clips: readonly Clip[];
  readonly controller: AbortController;
}

type PlaceInRun = Pick<Run, 'clipIndex' | 'clipCount'>;

/** Reads clips one after the other and keeps their results and failures. */
export class ClipRuns {
  private readonly memory = new ResultMemory();
  private running: Running | undefined;

  constructor(
    private readonly store: Store<SessionState>,
    private readonly viewer: Viewer,
    private readonly workers: WorkerSupervisor,
    private readonly views: ViewChecks,
    private readonly contours: Pick<ContourService, 'isAvailable' | 'read'>,
    private readonly listener: ClipRunListener,
  ) {}

  /**
   * Reads the clips; cancels a run in progress. An error of one clip becomes its failure, and the next
   * clip is read. Never rejects.
   *
   * @returns false when it was cancelled
   */
  async read(clips: readonly Clip[]): Promise<boolean> {
    this.cancel();
    const running = { clips, controller: new AbortController() };
    this.running = running;
    for (const [clipIndex, clip] of clips.entries()) {
      if (running.controller.signal.aborted) {
        break;
      }
      await this.readOne(clip, { clipIndex, clipCount: clips.length }, running.controller.signal);
    }
    if (this.running !== running) {
      return false;
    }
    this.running = undefined;
    this.store.set({ run: undefined });
    return true;
  }

  /** Aborts the run in progress; earlier results stay. */
  cancel(reason: Error = new DOMException('The run was cancelled.', 'AbortError')): void {
    this.running?.controller.abort(reason);
    this.running = undefined;
    if (this.store.get().run) {
      this.store.set({ run: undefined });
    }
  }

  /** Restores the model's results of the study's clips from an earlier visit. */
  recall(): void {
    const { model, clips, results } = this.store.get();
    if (model.phase !== 'ready') {
      return;
    }
    const recalled = clips.flatMap(({ SOPInstanceUID }): [string, ClipResult][] => {
      const known = results.has(SOPInstanceUID)
        ? undefined
        : this.memory.of(model.manifest, SOPInstanceUID);
      return known ? [[SOPInstanceUID, known]] : [];
    });
    if (recalled.length > 0) {
      this.store.set({ results: new Map([...results, ...recalled]) });
    }
  }

  /** Drops the results of some clips and cancels a run that reads one of them. */
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

  /** Aborts the run in progress with the reason and drops all results. */
  clear(reason: Error): void {
    this.cancel(reason);
    this.store.set(emptyResults);
  }

  private async readOne(clip: Clip, place: PlaceInRun, signal: AbortSignal): Promise<void> {
    this.setFailure(clip, undefined);
    try {
      const result = await this.readAndPredict(clip, place, signal);
      if (!result) {
        return;
      }
      this.listener.onResult(clip);
      this.remember(clip, result);
      this.store.set({
        results: new Map(this.store.get().results).set(clip.SOPInstanceUID, result),
      });
      await this.contours.read({
        clip,
        result,
        signal,
        onProgress: (steps) => this.setRun(clip, place, { phase: 'contouring', ...steps }, signal),
      });
    } catch (error) {
      if (!signal.aborted) {
        this.setFailure(clip, sentenceOf(error));
      }
    }
  }

  /** @returns undefined for a clip that the view classifier rejects: it is not scored unless asked */
  private async readAndPredict(
    clip: Clip,
    place: PlaceInRun,
    signal: AbortSignal,
  ): Promise<ClipResult | undefined> {
    const { model } = this.store.get();
    if (model.phase !== 'ready') {
      throw new Error('EchoNet has no model to start.');
    }
    const { SOPInstanceUID } = clip;
    const startedAt = performance.now();
    let partial: ClipResult | undefined;
    const onProgress = (progress: RunProgress) =>
      this.setRun(clip, place, { ...progress, partial }, signal);
    const isChecking =
      this.workers.current !== undefined && this.store.get().views.classifier.phase === 'ready';
    onProgress({ phase: isChecking ? 'checking' : 'starting', done: 0, count: 0 });
    const view = (await this.views.check(clip, signal))?.prediction;
    if (isHeldBack(this.store.get(), SOPInstanceUID)) {
      return undefined;
    }
    const { quality } = this.store.get().views;
    return this.workers.use(model.modelUrl, signal, (worker) => {
      // Another worker starts from the first frame.
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
        ...(quality.phase === 'ready' && { qualityUrl: quality.modelUrl }),
      });
    });
  }

  private setRun(
    { SOPInstanceUID }: Clip,
    place: PlaceInRun,
    progress: RunProgress,
    signal: AbortSignal,
  ): void {
    if (!signal.aborted) {
      const hasContours = this.contours.isAvailable();
      this.store.set({ run: { SOPInstanceUID, ...place, ...progress, hasContours } });
    }
  }

  private remember({ SOPInstanceUID }: Clip, result: ClipResult): void {
    const { model } = this.store.get();
    if (model.phase === 'ready') {
      this.memory.keep(model.manifest, SOPInstanceUID, result);
    }
  }

  private setFailure({ SOPInstanceUID }: Clip, reason: string | undefined): void {
    const failures = new Map(this.store.get().failures);
    if (reason === undefined) {
      failures.delete(SOPInstanceUID);
    } else {
      failures.set(SOPInstanceUID, reason);
      this.listener.onFailure(reason);
    }
    this.store.set({ failures });
  }
}
