import { activeClip } from '../clips/state';
import type { EchoNetConfig } from '../config';
import type { Viewer } from '../host/viewer';
import type { WorkerSupervisor } from '../inference/worker-supervisor';
import { groupTasks } from '../results/task-groups';
import type { SessionState } from '../session/state';
import type { Store } from '../session/store';
import { stringsFor } from '../strings';
import { type FrameSaliency, sampledFrameOf } from './saliency-map-store';
import { SaliencyRuns } from './saliency-runs';
import type { SaliencyStyle } from './settings';
import { emptySaliency, saliencyMethod, type SaliencyState, saliencyTaskId } from './state';

/** Change of opacity by one key press. */
const opacityStep = 0.1;

/** The saliency overlay: whether it is shown, what it explains, its style and its maps. */
export class SaliencyService {
  private readonly runs: SaliencyRuns;

  constructor(
    private readonly store: Store<SessionState>,
    private readonly viewer: Viewer,
    workers: WorkerSupervisor,
    private readonly config: () => EchoNetConfig,
  ) {
    this.runs = new SaliencyRuns(store, viewer, workers);
  }

  /** Shows or hides the overlay in all viewports. */
  toggle(): void {
    if (!this.config().actions.saliency) {
      return;
    }
    const { saliency, results, run } = this.store.get();
    this.runs.change({ visible: !saliency.visible, stopped: false });
    if (saliency.visible) {
      this.runs.stop();
      return;
    }
    const clip = activeClip(this.store.get());
    if (clip && !results.has(clip.SOPInstanceUID) && !run) {
      this.viewer.notify(stringsFor(this.viewer.language()).saliency.runFirst);
    }
    this.explainShownClips();
  }

  /** @param opacity clamped to 0 to 1 */
  setOpacity(opacity: number): void {
    this.runs.change({ opacity: Math.min(1, Math.max(0, opacity)) });
  }

  /** Raises (1) or lowers (-1) the opacity by a tenth. */
  stepOpacity(direction: 1 | -1): void {
    const { opacity } = this.store.get().saliency;
    this.setOpacity(Math.round((opacity + direction * opacityStep) * 100) / 100);
  }

  /** Explains the next (1) or previous (-1) prediction in the panel's order; wraps around. */
  stepTask(direction: 1 | -1): void {
    const state = this.store.get();
    if (state.model.phase !== 'ready') {
      return;
    }
    const ids = groupTasks(state.model.manifest.tasks).flatMap(({ tasks }) =>
      tasks.map(({ id }) => id),
    );
    const index = ids.indexOf(saliencyTaskId(state) ?? ids[0]);
    this.explainBy({ taskId: ids[(index + direction + ids.length) % ids.length] });
  }

  /** Shows the saliency of one prediction, or hides the overlay when it shows that one already. */
  toggleTask(taskId: string): void {
    const state = this.store.get();
    const isShown = state.saliency.visible && saliencyTaskId(state) === taskId;
    if (!isShown) {
      this.explainBy({ taskId });
    }
    if (isShown || !state.saliency.visible) {
      this.toggle();
    }
  }

  /** Explains another prediction or by another method; computed maps are kept. */
  explainBy(change: Partial<Pick<SaliencyState, 'taskId' | 'method' | 'samples'>>): void {
    this.runs.stop();
    this.runs.change({ ...change, stopped: false, problem: undefined });
    this.explainShownClips();
  }

  /** Redraws the computed maps in another style or layout. */
  setStyle(change: Partial<SaliencyStyle & Pick<SaliencyState, 'layout'>>): void {
    this.runs.change(change);
  }

  /** The user cancels the computation; computed maps are kept. */
  cancel(): void {
    this.runs.stop();
    this.runs.change({ stopped: true });
  }

  /** Computes the missing maps, also after a cancellation or failure. */
  resume(): void {
    this.runs.change({ stopped: false, problem: undefined });
    this.explainShownClips();
  }

  /** As resume, beginning with the clip that is active now. */
  restart(): void {
    this.runs.stop();
    this.resume();
  }

  /** Computes the missing maps of the clips on the screen, unless the overlay is hidden or cancelled. */
  explainShownClips(): void {
    void this.runs.explainShownClips();
  }

  /** Frees the worker for other work; computed maps are kept. */
  pause(): void {
    this.runs.stop();
  }

  /** Drops the maps of a clip: its predictions have changed. */
  forget(SOPInstanceUID: string): void {
    this.runs.maps.forget(SOPInstanceUID);
  }

  /** Stops the computation and drops all maps. */
  clear(): void {
    this.runs.stop();
    this.runs.maps.clear();
  }

  /** Sets the state to the department's settings. */
  reset(): void {
    const { saliency } = emptySaliency;
    this.store.set({ saliency: { ...saliency, ...this.config().saliency } });
  }

  /**
   * Whether the network has read a frame (0-based) of a clip, or one that it stands for; undefined without
   * a result.
   */
  isAnalysed(SOPInstanceUID: string, frameIndex: number): boolean | undefined {
    return this.store.get().results.has(SOPInstanceUID)
      ? this.sampledFrame(SOPInstanceUID, frameIndex) !== undefined
      : undefined;
  }

  /**
   * The map of the sampled frame that a frame (0-based) on the screen stands for; undefined until it is
   * computed, and for frames that were not analysed.
   */
  forFrame(SOPInstanceUID: string, shownFrameIndex: number): FrameSaliency | undefined {
    const state = this.store.get();
    const result = state.results.get(SOPInstanceUID);
    const taskId = saliencyTaskId(state);
    const frameIndex = this.sampledFrame(SOPInstanceUID, shownFrameIndex);
    if (!result || !taskId || frameIndex === undefined) {
      return undefined;
    }
    const { samples } = state.saliency;
    const method = saliencyMethod(state);
    const map = this.runs.maps.of({ SOPInstanceUID, taskId, method, samples }).get(frameIndex);
    return map && { map, frameIndex, prepared: result.prepared };
  }

  private sampledFrame(SOPInstanceUID: string, frameIndex: number): number | undefined {
    const { results, clips, model } = this.store.get();
    const result = results.get(SOPInstanceUID);
    const clip = clips.find((candidate) => candidate.SOPInstanceUID === SOPInstanceUID);
    if (!result || !clip?.times || model.phase !== 'ready') {
      return undefined;
    }
    return sampledFrameOf(
      frameIndex,
      result.frameIndices,
      clip.times.timesMs,
      model.manifest.input.frameIntervalMs,
    );
  }
}
