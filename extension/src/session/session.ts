import { listClips } from '../clips/clip';
import type { Clip } from '../clips/clip';
import type { Viewer } from '../host/viewer';
import type { PreparedClip } from '../inference/protocol';
import { collectDiagnostics } from './diagnostics';
import type { FoundModel } from './find-model';
import { nearestSampledFrame } from './heat-maps';
import type { HeatMap } from './heat-maps';
import type { RunProgress } from './prepare-clip';
import { runClip } from './run-clip';
import { SaliencyRuns } from './saliency-runs';
import { sentenceOf } from './sentence';
import { activeClip, emptyState, saliencyTaskId } from './state';
import type { ClipResult, SessionState } from './state';
import { createStore } from './store';
import type { Store } from './store';
import { WorkerLife } from './worker-life';
import type { WorkerParts } from './worker-life';

/** What a session is made of; replaced one by one in tests. */
export interface SessionParts extends WorkerParts {
  readonly viewer: Viewer;
  readonly configProblem?: string;
  readonly findModel: () => Promise<FoundModel>;
}

/** A map to draw over one frame. */
export interface Heat {
  readonly map: HeatMap;
  /** The sampled frame, 0-based, that it explains. */
  readonly frameIndex: number;
  readonly prepared: PreparedClip;
}

/** A run that is under way. */
interface Running {
  readonly SOPInstanceUID: string;
  readonly controller: AbortController;
}

/**
 * One visit to the mode: the clips, the runs, their results and the saliency maps. Components come
 * and go with their tabs; this stays until the mode is left.
 */
export class Session {
  readonly store: Store<SessionState>;
  private readonly workers: WorkerLife;
  private readonly saliency: SaliencyRuns;
  private running: Running | undefined;
  private stopListening: (() => void) | undefined;
  /** The last thing that went wrong, for bug reports. */
  private lastError: string | undefined;

  constructor(private readonly parts: SessionParts) {
    this.store = createStore<SessionState>({ ...emptyState, configProblem: parts.configProblem });
    this.workers = new WorkerLife(parts, parts.viewer, {
      onEngine: (engine) => this.store.set({ engine }),
      onSwitch: (switched) => {
        this.lastError = switched;
        this.store.set({ switched });
      },
      onStartProgress: (progress) => {
        const { run } = this.store.get();
        if (progress.phase !== 'download' || run?.phase !== 'starting') return;
        this.store.set({ run: { ...run, download: progress } });
      },
    });
    this.saliency = new SaliencyRuns(this.store, parts.viewer, this.workers);
  }

  /** The mode is entered: follows the viewer's study from now on. */
  open(): void {
    this.close();
    this.stopListening = this.parts.viewer.onChange(() => this.followViewer());
    this.followViewer();
  }

  /** The mode is left: ends the worker, forgets every result. */
  close(): void {
    this.stopListening?.();
    this.stopListening = undefined;
    this.forgetStudy(new Error('The EchoNet mode was left.'));
  }

  /** Finds the model and reads what it says about itself, unless that is done; never rejects. */
  async loadManifest(): Promise<void> {
    const { phase } = this.store.get().model;
    if (phase === 'loading' || phase === 'ready') return;
    this.store.set({ model: { phase: 'loading' } });
    try {
      this.store.set({ model: { phase: 'ready', ...(await this.parts.findModel()) } });
    } catch (error) {
      this.lastError = sentenceOf(error);
      this.store.set({ model: { phase: 'failed', reason: this.lastError } });
    }
  }

  /** Shows a clip in the active viewport, which makes it the active one. */
  show({ displaySetInstanceUID }: Clip): void {
    this.parts.viewer.show(displaySetInstanceUID);
  }

  /** Reads the active clip; a run that is under way is given up for it. Never rejects. */
  async run(): Promise<void> {
    await this.loadManifest();
    const clip = activeClip(this.store.get());
    if (!clip?.eligibility.eligible || this.store.get().model.phase !== 'ready') return;
    this.cancelRun();
    this.saliency.stop();
    this.workers.forgive();
    const running = { SOPInstanceUID: clip.SOPInstanceUID, controller: new AbortController() };
    this.running = running;
    this.setFailure(clip, undefined);
    this.store.set({ switched: undefined });
    try {
      const result = await this.readAndPredict(clip, running.controller.signal);
      this.saliency.maps.forget(clip.SOPInstanceUID);
      this.store.set({
        results: new Map(this.store.get().results).set(clip.SOPInstanceUID, result),
      });
    } catch (error) {
      if (!running.controller.signal.aborted) this.setFailure(clip, sentenceOf(error));
    } finally {
      if (this.running === running) {
        this.running = undefined;
        this.store.set({ run: undefined });
        this.saliency.change({ stopped: false });
        void this.saliency.explainActiveClip();
      }
    }
  }

  /** Gives up the run that is under way; results of earlier runs stay. */
  cancelRun(): void {
    this.running?.controller.abort(new DOMException('The run was cancelled.', 'AbortError'));
    this.running = undefined;
    if (this.store.get().run) this.store.set({ run: undefined });
  }

  /** Turns the saliency overlay on or off, in all viewports. */
  toggleSaliency(): void {
    const { saliency } = this.store.get();
    this.saliency.change({ visible: !saliency.visible, stopped: false });
    this.parts.viewer.refreshToolbar();
    if (saliency.visible) {
      this.saliency.stop();
      return;
    }
    const clip = activeClip(this.store.get());
    if (clip && !this.store.get().results.has(clip.SOPInstanceUID) && !this.store.get().run) {
      this.parts.viewer.notify(
        'Saliency shows where EchoNet looked: run EchoNet on this clip first.',
      );
    }
    void this.saliency.explainActiveClip();
  }

  /** @param opacity 0 to 1 */
  setSaliencyOpacity(opacity: number): void {
    this.saliency.change({ opacity: Math.min(1, Math.max(0, opacity)) });
  }

  /** Explains another of the model's predictions. */
  setSaliencyTask(taskId: string): void {
    this.saliency.stop();
    this.saliency.change({ taskId, stopped: false });
    void this.saliency.explainActiveClip();
  }

  /** Stops computing maps; those that there are stay. */
  cancelSaliency(): void {
    this.saliency.stop();
    this.saliency.change({ stopped: true });
  }

  /** Computes the maps that are missing, after they were stopped or failed. */
  resumeSaliency(): void {
    this.saliency.change({ stopped: false, problem: undefined });
    void this.saliency.explainActiveClip();
  }

  /** The map nearest in time to a shown frame, where it is computed. */
  heatFor(SOPInstanceUID: string, shownFrameIndex: number): Heat | undefined {
    const state = this.store.get();
    const result = state.results.get(SOPInstanceUID);
    const clip = state.clips.find((candidate) => candidate.SOPInstanceUID === SOPInstanceUID);
    const taskId = saliencyTaskId(state);
    if (!result || !clip?.times || !taskId) return undefined;
    const frameIndex = nearestSampledFrame(
      shownFrameIndex,
      result.frameIndices,
      clip.times.timesMs,
    );
    const map = this.saliency.maps.of(SOPInstanceUID, taskId).get(frameIndex);
    return map && { map, frameIndex, prepared: result.prepared };
  }

  /** What a bug report needs, as JSON text; nothing of the patient. Never rejects. */
  async diagnostics(): Promise<string> {
    const { viewer, config } = this.parts;
    const report = await collectDiagnostics({
      state: this.store.get(),
      worker: this.workers.current,
      config,
      displaySets: viewer.displaySets(),
      hostVersions: viewer.versions(),
      lastError: this.store.get().saliency.problem ?? this.lastError,
    });
    return JSON.stringify(report, null, 2);
  }

  private followViewer(): void {
    const { viewer } = this.parts;
    const clips = listClips(viewer.displaySets());
    const active = viewer.activeDisplaySetUID();
    const activeUID = clips.find((clip) => clip.displaySetInstanceUID === active)?.SOPInstanceUID;
    const before = this.store.get();
    const sameClips =
      clips.length === before.clips.length &&
      clips.every(
        (clip, i) => clip.displaySetInstanceUID === before.clips[i].displaySetInstanceUID,
      );
    if (sameClips && activeUID === before.activeUID) return;
    if (!sameClips) this.forgetGone(before.clips, clips);
    this.store.set({ clips: sameClips ? before.clips : clips, activeUID });
    if (activeUID !== before.activeUID) {
      this.saliency.stop();
      this.saliency.change({ stopped: false, problem: undefined });
      void this.saliency.explainActiveClip();
    }
  }

  /** Clips that the study no longer has take what is known of them along. */
  private forgetGone(before: readonly Clip[], now: readonly Clip[]): void {
    const uids = new Set(now.map(({ SOPInstanceUID }) => SOPInstanceUID));
    const gone = before.filter(({ SOPInstanceUID }) => !uids.has(SOPInstanceUID));
    if (gone.length === 0) return;
    if (gone.length === before.length) {
      this.forgetStudy(new Error('The study was left.'), this.store.get().model);
      return;
    }
    const results = new Map(this.store.get().results);
    const failures = new Map(this.store.get().failures);
    for (const { SOPInstanceUID } of gone) {
      if (this.running?.SOPInstanceUID === SOPInstanceUID) this.cancelRun();
      results.delete(SOPInstanceUID);
      failures.delete(SOPInstanceUID);
      this.saliency.maps.forget(SOPInstanceUID);
    }
    this.store.set({ results, failures });
  }

  /** Ends all that is under way and the worker; the session is as new, with the model or without. */
  private forgetStudy(reason: Error, model = emptyState.model): void {
    this.running?.controller.abort(reason);
    this.running = undefined;
    this.saliency.stop();
    this.workers.close();
    this.saliency.maps.clear();
    this.lastError = undefined;
    this.store.set({
      ...emptyState,
      model,
      activeUID: undefined,
      run: undefined,
      engine: undefined,
      switched: undefined,
      configProblem: this.parts.configProblem,
    });
  }

  private async readAndPredict(clip: Clip, signal: AbortSignal): Promise<ClipResult> {
    const { model } = this.store.get();
    if (model.phase !== 'ready') throw new Error('EchoNet has no model to start.');
    const { SOPInstanceUID } = clip;
    const startedAt = performance.now();
    let partial: ClipResult | undefined;
    const onProgress = (progress: RunProgress) => {
      if (!signal.aborted) this.store.set({ run: { SOPInstanceUID, ...progress, partial } });
    };
    onProgress({ phase: 'starting', done: 0, count: 0 });
    return this.workers.use(model.modelUrl, signal, (worker) => {
      // A second worker begins anew.
      partial = undefined;
      return runClip({
        clip,
        manifest: model.manifest,
        viewer: this.parts.viewer,
        worker,
        signal,
        startedAt,
        onProgress,
        onPartial: (result) => (partial = result),
      });
    });
  }

  private setFailure({ SOPInstanceUID }: Clip, reason: string | undefined): void {
    const failures = new Map(this.store.get().failures);
    if (reason === undefined) failures.delete(SOPInstanceUID);
    else {
      failures.set(SOPInstanceUID, reason);
      this.lastError = reason;
    }
    this.store.set({ failures });
  }
}
