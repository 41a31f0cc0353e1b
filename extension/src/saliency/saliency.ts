import type { EchoNetConfig } from '../config';
import type { Viewer } from '../host/viewer';
import type { PreparedClip } from '../inference/protocol';
import type { SaliencyStyle } from './settings';
import { stringsFor } from '../strings';
import { nearestSampledFrame } from './saliency-map-store';
import type { SaliencyMap } from './saliency-map-store';
import type { SaliencyRuns } from './saliency-runs';
import { activeClip, saliencyTaskId } from '../session/state';
import type { SaliencyState, SessionState } from '../session/state';
import type { Store } from '../session/store';
import { groupTasks } from '../results/task-groups';

/** A map to draw over one frame. */
export interface FrameSaliency {
  readonly map: SaliencyMap;
  /** The sampled frame, 0-based, that it explains. */
  readonly frameIndex: number;
  readonly prepared: PreparedClip;
}

/** How much louder or softer the overlay gets with one press of a key. */
const opacityStep = 0.1;

/** What the reader does with the saliency overlay: on or off, of which prediction, how it looks. */
export class Saliency {
  constructor(
    private readonly store: Store<SessionState>,
    private readonly viewer: Viewer,
    private readonly runs: SaliencyRuns,
    private readonly config: EchoNetConfig,
  ) {}

  /** Turns the overlay on or off, in all viewports. */
  toggle(): void {
    if (!this.config.actions.saliency) return;
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
    void this.runs.explainShownClips();
  }

  /** @param opacity 0 to 1 */
  setOpacity(opacity: number): void {
    this.runs.change({ opacity: Math.min(1, Math.max(0, opacity)) });
  }

  /** Makes the overlay stronger (1) or weaker (-1) by a tenth. */
  stepOpacity(direction: 1 | -1): void {
    const { opacity } = this.store.get().saliency;
    this.setOpacity(Math.round((opacity + direction * opacityStep) * 100) / 100);
  }

  /** Goes to the next (1) or previous (-1) prediction as the panel lists them; around at the ends. */
  stepTask(direction: 1 | -1): void {
    const state = this.store.get();
    if (state.model.phase !== 'ready') return;
    const ids = groupTasks(state.model.manifest.tasks).flatMap(({ tasks }) =>
      tasks.map(({ id }) => id),
    );
    const index = ids.indexOf(saliencyTaskId(state) ?? ids[0]);
    this.explainBy({ taskId: ids[(index + direction + ids.length) % ids.length] });
  }

  /** Shows where the network looked for one prediction, or no longer where that is shown. */
  toggleTask(taskId: string): void {
    const state = this.store.get();
    const isShown = state.saliency.visible && saliencyTaskId(state) === taskId;
    if (!isShown) this.explainBy({ taskId });
    if (isShown || !state.saliency.visible) this.toggle();
  }

  /** Explains another prediction, or by another method; maps that there are already stay. */
  explainBy(change: Partial<Pick<SaliencyState, 'taskId' | 'method' | 'samples'>>): void {
    this.runs.stop();
    this.runs.change({ ...change, stopped: false, problem: undefined });
    void this.runs.explainShownClips();
  }

  /** Draws the maps that there are in another way. */
  setStyle(change: Partial<SaliencyStyle & Pick<SaliencyState, 'layout'>>): void {
    this.runs.change(change);
  }

  /** Stops computing maps; those that there are stay. */
  cancel(): void {
    this.runs.stop();
    this.runs.change({ stopped: true });
  }

  /** Computes the maps that are missing, after they were stopped or failed. */
  resume(): void {
    this.runs.change({ stopped: false, problem: undefined });
    void this.runs.explainShownClips();
  }

  /** The map nearest in time to a shown frame, where it is computed. */
  forFrame(SOPInstanceUID: string, shownFrameIndex: number): FrameSaliency | undefined {
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
    const { method, samples } = state.saliency;
    const map = this.runs.maps.of({ SOPInstanceUID, taskId, method, samples }).get(frameIndex);
    return map && { map, frameIndex, prepared: result.prepared };
  }
}
