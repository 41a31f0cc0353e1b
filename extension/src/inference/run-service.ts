import type { Clip } from '../clips/clip';
import type { ClipService } from '../clips/clip-service';
import { chosenClips } from '../clips/state';
import type { EchoNetConfig } from '../config';
import type { ContourService } from '../contours/contour-service';
import type { Viewer } from '../host/viewer';
import type { ModelService } from '../models/model-service';
import type { SessionState } from '../session/state';
import type { Store } from '../session/store';
import { stringsFor } from '../strings';
import type { ViewChecks } from '../views/view-checks';
import { type ClipRunListener, ClipRuns } from './clip-runs';
import { clipsToRead } from './clips-to-read';
import type { WorkerSupervisor } from './worker-supervisor';

export interface RunParts {
  readonly store: Store<SessionState>;
  readonly viewer: Viewer;
  readonly workers: WorkerSupervisor;
  readonly clips: Pick<ClipService, 'show'>;
  readonly models: Pick<ModelService, 'load'>;
  readonly views: ViewChecks;
  readonly contours: Pick<ContourService, 'isAvailable' | 'read'>;
  readonly config: () => EchoNetConfig;
}

export interface RunListener extends ClipRunListener {
  /** Before a run: whatever else uses the worker must stop. */
  readonly onStart: () => void;
  /** After a run that was not cancelled. */
  readonly onEnd: () => void;
}

/** Starts and cancels runs of the chosen clips. */
export class RunService {
  private readonly runs: ClipRuns;

  constructor(
    private readonly parts: RunParts,
    private readonly listener: RunListener,
  ) {
    const { store, viewer, workers, views, contours } = parts;
    this.runs = new ClipRuns(store, viewer, workers, views, contours, listener);
  }

  /**
   * Reads the chosen clips that have no result, or all of them once all have one; cancels a run in
   * progress. Never rejects.
   *
   * @returns false when it was cancelled or could not start
   */
  async start(): Promise<boolean> {
    const { store, workers, models, config } = this.parts;
    if (!config().actions.run) {
      return false;
    }
    await models.load();
    const clips = clipsToRead(store.get());
    if (clips.length === 0 || store.get().model.phase !== 'ready') {
      return false;
    }
    this.listener.onStart();
    workers.retryProcessorBackends();
    store.set({ switched: undefined });
    this.showOneOf(clips);
    const isComplete = await this.runs.read(clips);
    if (isComplete) {
      this.listener.onEnd();
    }
    return isComplete;
  }

  /** As start, with the viewer's notifications: the panel may be hidden. Never rejects. */
  async startAndNotify(): Promise<void> {
    const { store, viewer } = this.parts;
    const { run: strings, message } = stringsFor(viewer.language());
    const state = store.get();
    if (clipsToRead(state).length === 0) {
      const isHeldBack = chosenClips(state).length > 0;
      const isAnyReadable = state.clips.some(({ eligibility }) => eligibility.eligible);
      const unchosen = isAnyReadable ? strings.chooseFirst : strings.noneReadable;
      viewer.notify(isHeldBack ? strings.heldBackOnly : unchosen);
      return;
    }
    const outcome = this.start().then((isComplete) => {
      const { failures } = store.get();
      const failed = chosenClips(store.get()).flatMap(
        ({ SOPInstanceUID }) => failures.get(SOPInstanceUID) ?? [],
      );
      if (failed.length > 0) {
        throw new Error(failed.map(message).join(' '));
      }
      return isComplete ? strings.ended : strings.cancelled;
    });
    viewer.notifyProgress(strings.underWay, outcome);
    await outcome.catch(() => undefined);
  }

  /** Classifies all views, then reads the best clip, unless there is a run or a result already. */
  async startAutomatically(): Promise<void> {
    const { store, models, views } = this.parts;
    await models.load();
    await views.find();
    if (store.get().views.classifier.phase === 'ready') {
      await views.checkAll('at once');
    }
    const { run, results } = store.get();
    if (!run && results.size === 0) {
      await this.start();
    }
  }

  /** Reads a clip that the view classifier rejects. Never rejects. */
  async scoreAnyway(SOPInstanceUID: string): Promise<void> {
    this.parts.views.allow(SOPInstanceUID);
    await this.start();
  }

  /** Aborts the run in progress; earlier results stay. */
  cancel(): void {
    this.runs.cancel();
  }

  /** Restores results of the present model from an earlier visit to the study. */
  recall(): void {
    this.runs.recall();
  }

  /** Drops the results of some clips and cancels a run that reads one of them. */
  forget(clips: readonly Clip[]): void {
    this.runs.forget(clips);
  }

  /** Aborts the run in progress with the reason and drops all results. */
  clear(reason: Error): void {
    this.runs.clear(reason);
  }

  /** Shows the first clip of the run, unless a chosen clip is shown already. */
  private showOneOf(clips: readonly Clip[]): void {
    const { choice, activeUID } = this.parts.store.get();
    if (activeUID !== undefined && !choice.uids.has(activeUID)) {
      this.parts.clips.show(clips[0]);
    }
  }
}
