import { ClipRefusal, sampleFrames, summariseClip } from '@echonet/models';
import type { FramePrediction, Manifest } from '@echonet/models';
import { listClips } from '../clips/clip';
import type { Clip } from '../clips/clip';
import { readClip } from '../clips/read-clip';
import type { EchoNetConfig } from '../config';
import type { Viewer } from '../host/viewer';
import type { InferenceClient } from '../inference/client';
import type { BackendReport, PreparedClip } from '../inference/protocol';
import { abortable } from './abortable';
import type { FoundModel } from './find-model';
import { HeatMaps, nearestSampledFrame } from './heat-maps';
import type { HeatMap } from './heat-maps';
import { activeClip, emptyState, saliencyTaskId } from './state';
import type { ClipResult, Run, SaliencyState, SessionState } from './state';
import { createStore } from './store';
import type { Store } from './store';

/** What a session is made of; replaced one by one in tests. */
export interface SessionParts {
  readonly viewer: Viewer;
  readonly config: EchoNetConfig;
  readonly configProblem?: string;
  readonly findModel: () => Promise<FoundModel>;
  readonly startWorker: () => InferenceClient;
  /** Folder of the WebAssembly binaries, ending in a slash. */
  readonly wasmUrl: () => string;
}

/** SmoothGrad as the viewer runs it: Smilkov et al. use 10 to 20 % noise and see little past 50. */
const smoothing = { samples: 10, noiseLevel: 0.1, seed: 1 } as const;

/** A map to draw over one frame. */
export interface Heat {
  readonly map: HeatMap;
  /** The sampled frame, 0-based, that it explains. */
  readonly frameIndex: number;
  readonly prepared: PreparedClip;
}

interface StartedWorker {
  readonly client: InferenceClient;
  readonly backend: BackendReport;
}

/**
 * One visit to the mode: the clips, the runs, their results and the saliency maps. Components come
 * and go with their tabs; this stays until the mode is left.
 */
export class Session {
  readonly store: Store<SessionState>;
  private readonly heatMaps = new HeatMaps();
  private worker: Promise<StartedWorker> | undefined;
  private client: InferenceClient | undefined;
  private running: AbortController | undefined;
  private explaining: AbortController | undefined;
  private stopListening: (() => void) | undefined;

  constructor(private readonly parts: SessionParts) {
    this.store = createStore<SessionState>({ ...emptyState, configProblem: parts.configProblem });
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
    this.running?.abort(new Error('The EchoNet mode was left.'));
    this.running = undefined;
    this.stopExplaining();
    this.endWorker();
    this.heatMaps.clear();
    this.store.set({
      ...emptyState,
      activeUID: undefined,
      run: undefined,
      configProblem: this.parts.configProblem,
    });
  }

  /** Finds the model and reads what it says about itself, unless that is done; never rejects. */
  async loadManifest(): Promise<void> {
    const { phase } = this.store.get().model;
    if (phase === 'loading' || phase === 'ready') return;
    this.store.set({ model: { phase: 'loading' } });
    try {
      this.store.set({ model: { phase: 'ready', ...(await this.parts.findModel()) } });
    } catch (error) {
      this.store.set({ model: { phase: 'failed', reason: sentenceOf(error) } });
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
    const { model } = this.store.get();
    if (!clip?.eligibility.eligible || model.phase !== 'ready') return;
    this.cancelRun();
    this.stopExplaining();
    const controller = new AbortController();
    this.running = controller;
    this.setFailure(clip, undefined);
    try {
      const result = await this.readAndPredict(clip, model.manifest, controller.signal);
      this.heatMaps.forget(clip.SOPInstanceUID);
      this.store.set({
        results: new Map(this.store.get().results).set(clip.SOPInstanceUID, result),
      });
    } catch (error) {
      if (!controller.signal.aborted) {
        this.setFailure(clip, sentenceOf(error));
        this.endBrokenWorker(error);
      }
    } finally {
      if (this.running === controller) {
        this.running = undefined;
        this.store.set({ run: undefined });
        this.changeSaliency({ stopped: false });
        void this.explainActiveClip();
      }
    }
  }

  /** Gives up the run that is under way; results of earlier runs stay. */
  cancelRun(): void {
    this.running?.abort(new DOMException('The run was cancelled.', 'AbortError'));
    this.running = undefined;
    if (this.store.get().run) this.store.set({ run: undefined });
  }

  /** Turns the saliency overlay on or off, in all viewports. */
  toggleSaliency(): void {
    const { saliency } = this.store.get();
    this.changeSaliency({ visible: !saliency.visible, stopped: false });
    this.parts.viewer.refreshToolbar();
    if (saliency.visible) {
      this.stopExplaining();
      return;
    }
    const clip = activeClip(this.store.get());
    if (clip && !this.store.get().results.has(clip.SOPInstanceUID) && !this.store.get().run) {
      this.parts.viewer.notify(
        'Saliency shows where EchoNet looked: run EchoNet on this clip first.',
      );
    }
    void this.explainActiveClip();
  }

  /** @param opacity 0 to 1 */
  setSaliencyOpacity(opacity: number): void {
    this.changeSaliency({ opacity: Math.min(1, Math.max(0, opacity)) });
  }

  /** Explains another of the model's predictions. */
  setSaliencyTask(taskId: string): void {
    this.stopExplaining();
    this.changeSaliency({ taskId, stopped: false });
    void this.explainActiveClip();
  }

  /** Stops computing maps; those that there are stay. */
  cancelSaliency(): void {
    this.stopExplaining();
    this.changeSaliency({ stopped: true });
  }

  /** Computes the maps that are missing, after they were stopped or failed. */
  resumeSaliency(): void {
    this.changeSaliency({ stopped: false, problem: undefined });
    void this.explainActiveClip();
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
    const map = this.heatMaps.of(SOPInstanceUID, taskId).get(frameIndex);
    return map && { map, frameIndex, prepared: result.prepared };
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
    this.store.set({ clips: sameClips ? before.clips : clips, activeUID });
    if (activeUID !== before.activeUID) {
      this.stopExplaining();
      this.changeSaliency({ stopped: false, problem: undefined });
      void this.explainActiveClip();
    }
  }

  private async readAndPredict(
    clip: Clip,
    manifest: Manifest,
    signal: AbortSignal,
  ): Promise<ClipResult> {
    const startedAt = performance.now();
    const progress = (run: Omit<Run, 'SOPInstanceUID'>) => {
      if (!signal.aborted) {
        this.store.set({ run: { SOPInstanceUID: clip.SOPInstanceUID, ...run } });
      }
    };
    progress({ phase: 'starting', done: 0, count: 0 });
    const { client, backend } = await abortable(this.startedWorker(), signal);
    const read = await this.prepare(clip, manifest, client, signal, progress);
    const predictions: FramePrediction[] = [];
    for (const frameIndex of read.frameIndices) {
      progress({ phase: 'predicting', done: predictions.length, count: read.frameIndices.length });
      const { SOPInstanceUID } = clip;
      predictions.push(
        await abortable(client.predictFrame({ SOPInstanceUID, frameIndex }), signal),
      );
    }
    return {
      prediction: summariseClip(manifest, predictions),
      frameIndices: read.frameIndices,
      warnings: read.warnings,
      backend,
      elapsedMs: performance.now() - startedAt,
      prepared: read.prepared,
    };
  }

  /** Reads the sampled frames and hands them to the worker, which finds the sector in them. */
  private async prepare(
    clip: Clip,
    manifest: Manifest,
    client: InferenceClient,
    signal: AbortSignal,
    progress: (run: Omit<Run, 'SOPInstanceUID'>) => void = () => {},
  ): Promise<{ prepared: PreparedClip; frameIndices: number[]; warnings: string[] }> {
    const { header, times, eligibility } = clip;
    if (!header || !times || !eligibility.eligible) {
      throw new ClipRefusal(clip.name, 'It cannot be read by EchoNet.');
    }
    const sampled = sampleFrames(times, manifest.input);
    progress({ phase: 'reading', done: 0, count: sampled.frameIndices.length });
    const { frames, warnings } = await abortable(
      readClip({
        clip,
        imageIds: this.parts.viewer.imageIds(clip.displaySetInstanceUID),
        sampled,
        imageLoader: this.parts.viewer.imageLoader(),
        signal,
        onFrame: (done, count) => progress({ phase: 'reading', done, count }),
      }),
      signal,
    );
    progress({ phase: 'locating', done: 0, count: 0 });
    const prepared = await abortable(
      client.prepareClip({
        SOPInstanceUID: clip.SOPInstanceUID,
        clip: clip.name,
        regions: header.SequenceOfUltrasoundRegions.map((region) => ({ ...region })),
        frames: frames.map(({ frameIndex, pixels }) => ({ frameIndex, pixels: { ...pixels } })),
      }),
      signal,
    );
    return {
      prepared,
      frameIndices: frames.map(({ frameIndex }) => frameIndex),
      warnings: [
        ...eligibility.notes,
        ...times.notes,
        ...sampled.notes,
        ...warnings,
        ...prepared.sector.notes,
      ],
    };
  }

  private startedWorker(): Promise<StartedWorker> {
    if (this.client?.hasEnded()) this.endWorker();
    this.worker ??= this.startWorker().catch((error: unknown) => {
      this.endWorker();
      throw error;
    });
    return this.worker;
  }

  private async startWorker(): Promise<StartedWorker> {
    const { model } = this.store.get();
    if (model.phase !== 'ready') throw new Error('EchoNet has no model to start.');
    const client = this.parts.startWorker();
    this.client = client;
    const { backend } = await client.start({
      modelUrl: model.modelUrl,
      wasmUrl: this.parts.wasmUrl(),
      backend: this.parts.config.backend,
    });
    return { client, backend };
  }

  private endWorker(): void {
    this.client?.dispose();
    this.client = undefined;
    this.worker = undefined;
  }

  /** A refused clip is no fault of the worker; after anything else it may be past repair. */
  private endBrokenWorker(error: unknown): void {
    // Errors keep their names, but not their classes, on the way out of a worker.
    if (!(error instanceof Error) || error.name !== 'ClipRefusal') this.endWorker();
  }

  /** Computes the missing maps of the active clip while saliency is on; never rejects. */
  private async explainActiveClip(): Promise<void> {
    const state = this.store.get();
    const clip = activeClip(state);
    const taskId = saliencyTaskId(state);
    const result = clip && state.results.get(clip.SOPInstanceUID);
    const wanted = state.saliency.visible && !state.saliency.stopped && !state.run;
    if (!wanted || !clip || !result || !taskId || this.explaining) return;
    const controller = new AbortController();
    this.explaining = controller;
    this.changeSaliency({ problem: undefined });
    try {
      await this.explain(clip, result, taskId, controller.signal);
    } catch (error) {
      if (!controller.signal.aborted) {
        this.endBrokenWorker(error);
        this.changeSaliency({
          problem: `Saliency of ${clip.name} could not be computed: ${sentenceOf(error)}`,
          stopped: true,
        });
      }
    } finally {
      if (this.explaining === controller) {
        this.explaining = undefined;
        this.changeSaliency({ progress: undefined });
      }
    }
  }

  private async explain(
    clip: Clip,
    { frameIndices }: ClipResult,
    taskId: string,
    signal: AbortSignal,
  ): Promise<void> {
    const { SOPInstanceUID } = clip;
    const { model } = this.store.get();
    const maps = this.heatMaps.of(SOPInstanceUID, taskId);
    const missing = this.nearestFirst(clip, frameIndices).filter((index) => !maps.has(index));
    if (missing.length === 0 || model.phase !== 'ready') return;
    const count = frameIndices.length;
    let done = count - missing.length;
    const progress = (part: number) => {
      if (!signal.aborted) this.changeSaliency({ progress: { done, count, part } });
    };
    progress(0);
    const { client } = await abortable(this.startedWorker(), signal);
    if (!(await abortable(client.isPrepared(SOPInstanceUID), signal))) {
      await this.prepare(clip, model.manifest, client, signal);
    }
    for (const frameIndex of missing) {
      const { intensities } = await abortable(
        client.explainFrame(
          { SOPInstanceUID, frameIndex, taskId, ...smoothing },
          (samplesDone, samples) => progress(samplesDone / samples),
        ),
        signal,
      );
      if (!intensities) return;
      this.heatMaps.add(SOPInstanceUID, taskId, frameIndex, intensities);
      done++;
      this.changeSaliency({
        progress: { done, count, part: 0 },
        version: this.store.get().saliency.version + 1,
      });
    }
  }

  /** The frame on the screen first, then onwards as the cine plays. */
  private nearestFirst({ times }: Clip, frameIndices: readonly number[]): readonly number[] {
    const shown = this.parts.viewer.activeFrameIndex() ?? 0;
    const first = frameIndices.indexOf(
      nearestSampledFrame(shown, frameIndices, times?.timesMs ?? []),
    );
    return [...frameIndices.slice(first), ...frameIndices.slice(0, first)];
  }

  private stopExplaining(): void {
    if (!this.explaining) return;
    this.explaining.abort(new DOMException('Saliency was stopped.', 'AbortError'));
    this.explaining = undefined;
    this.client?.stopExplaining();
    this.changeSaliency({ progress: undefined });
  }

  private changeSaliency(change: Partial<SaliencyState>): void {
    this.store.set({ saliency: { ...this.store.get().saliency, ...change } });
  }

  private setFailure({ SOPInstanceUID }: Clip, reason: string | undefined): void {
    const failures = new Map(this.store.get().failures);
    if (reason === undefined) failures.delete(SOPInstanceUID);
    else failures.set(SOPInstanceUID, reason);
    this.store.set({ failures });
  }
}

/** What an error says, ending in a full stop. */
function sentenceOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return /[.!?]$/.test(message) ? message : `${message}.`;
}
