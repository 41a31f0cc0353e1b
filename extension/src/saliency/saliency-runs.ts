import { saliencyDefaults } from '@echonet/models';
import type { Clip } from '../clips/clip';
import type { Viewer } from '../host/viewer';
import { abortable } from '../inference/abortable';
import type { InferenceClient } from '../inference/client';
import { prepareClip } from '../inference/prepare-clip';
import type { ExplainRequest } from '../inference/protocol';
import { readClipFrames } from '../inference/read-clip-frames';
import type { WorkerSupervisor } from '../inference/worker-supervisor';
import type { ClipResult } from '../results/state';
import { sentenceOf } from '../sentence';
import type { SessionState } from '../session/state';
import type { Store } from '../session/store';
import { type MapSeries, nearestSampledFrame, SaliencyMapStore } from './saliency-map-store';
import { saliencyMethod, type SaliencyState, saliencyTaskId } from './state';

interface Target {
  readonly clip: Clip;
  readonly result: ClipResult;
  readonly series: MapSeries;
}

/** Computes the saliency maps of the clips on the screen and keeps them. */
export class SaliencyRuns {
  readonly maps = new SaliencyMapStore();
  private explaining: { controller: AbortController; client?: InferenceClient } | undefined;

  constructor(
    private readonly store: Store<SessionState>,
    private readonly viewer: Viewer,
    private readonly workers: WorkerSupervisor,
  ) {}

  change(change: Partial<SaliencyState>): void {
    this.store.set({ saliency: { ...this.store.get().saliency, ...change } });
  }

  /**
   * Computes the missing maps of the clips on the screen while the overlay is shown, the active clip
   * first. Never rejects.
   */
  async explainShownClips(): Promise<void> {
    if (this.explaining || !this.nextTarget()) {
      return;
    }
    const explaining = { controller: new AbortController() };
    this.explaining = explaining;
    const { signal } = explaining.controller;
    this.change({ problem: undefined });
    try {
      // Chosen again after each clip: the viewports may show others by then.
      for (let target = this.nextTarget(); target; target = this.nextTarget()) {
        const isComplete = await this.explain(target, signal);
        if (!isComplete) {
          return;
        }
      }
    } finally {
      if (this.explaining === explaining) {
        this.explaining = undefined;
        this.change({ progress: undefined });
      }
    }
  }

  /** The first clip on the screen with missing maps. */
  private nextTarget(): Target | undefined {
    const state = this.store.get();
    const { visible, stopped, samples } = state.saliency;
    const method = saliencyMethod(state);
    const taskId = saliencyTaskId(state);
    if (!visible || stopped || state.run || !taskId) {
      return undefined;
    }
    for (const displaySetInstanceUID of this.viewer.shownDisplaySetUIDs()) {
      const clip = state.clips.find((each) => each.displaySetInstanceUID === displaySetInstanceUID);
      const result = clip && state.results.get(clip.SOPInstanceUID);
      if (!result) {
        continue;
      }
      const series: MapSeries = { SOPInstanceUID: clip.SOPInstanceUID, taskId, method, samples };
      const maps = this.maps.of(series);
      if (result.frameIndices.some((frameIndex) => !maps.has(frameIndex))) {
        return { clip, result, series };
      }
    }
    return undefined;
  }

  /** Aborts the computation; computed maps are kept. */
  stop(): void {
    if (!this.explaining) {
      return;
    }
    const { controller, client } = this.explaining;
    this.explaining = undefined;
    controller.abort(new DOMException('Saliency was stopped.', 'AbortError'));
    client?.stopExplaining();
    this.change({ progress: undefined });
  }

  /**
   * Computes the missing maps of one clip. An error is shown and ends the computation.
   *
   * @returns whether the clip has all maps
   */
  private async explain({ clip, result, series }: Target, signal: AbortSignal): Promise<boolean> {
    const { model } = this.store.get();
    if (model.phase !== 'ready') {
      return false;
    }
    const { manifest, modelUrl } = model;
    const { SOPInstanceUID } = clip;
    const { frameIndices } = result;
    const isMissing = (frameIndex: number) => !this.maps.of(series).has(frameIndex);
    const count = frameIndices.length;
    let isRunning = true;
    const progress = (part: number) => {
      // Progress from the worker can arrive after its last map.
      if (signal.aborted || !isRunning) {
        return;
      }
      const done = count - frameIndices.filter(isMissing).length;
      this.change({ progress: { done, count, part } });
    };
    progress(0);
    try {
      return await this.workers.use(modelUrl, signal, async ({ client }) => {
        if (this.explaining) {
          this.explaining.client = client;
        }
        if (!(await abortable(client.isPrepared(SOPInstanceUID), signal))) {
          const { turn } = result.prepared.sector;
          await prepareClip({ clip, manifest, viewer: this.viewer, client, signal, turn });
        }
        for (;;) {
          // Chosen again for each map: the viewport may show another frame by then.
          const frameIndex = this.fromShownFrame(clip, frameIndices).find(isMissing);
          if (frameIndex === undefined) {
            return true;
          }
          const window = manifest.onnx && (await this.readWindow(clip, result, frameIndex, signal));
          const { displayValues } = await abortable(
            client.explainFrame(
              { ...saliencyDefaults, ...series, frameIndex, ...(window && { window }) },
              (samplesDone, samplesInAll) => progress(samplesDone / samplesInAll),
            ),
            signal,
          );
          if (!displayValues) {
            return false;
          }
          // One map explains all frames of a window; a frame of two windows keeps the first.
          const explained = window ? [frameIndex, ...windowWith(result, frameIndex)] : [frameIndex];
          explained.filter(isMissing).forEach((frame) => {
            this.maps.add(series, frame, displayValues);
          });
          progress(0);
          this.change({ version: this.store.get().saliency.version + 1 });
        }
      });
    } catch (error) {
      if (signal.aborted) {
        return false;
      }
      this.change({
        problem: `The attention map of ${clip.name} could not be computed: ${sentenceOf(error)}`,
        stopped: true,
      });
      return false;
    } finally {
      isRunning = false;
    }
  }

  /** The window that a frame is part of, with its frames for the worker. */
  private async readWindow(
    clip: Clip,
    result: ClipResult,
    frameIndex: number,
    signal: AbortSignal,
  ): Promise<ExplainRequest['window']> {
    const wanted = windowWith(result, frameIndex);
    const frameIndices = [...new Set(wanted)];
    const { message } = await readClipFrames({
      clip,
      header: clip.header!,
      sampled: { frameIndices, timesMs: [], requestedCount: frameIndices.length, notes: [] },
      viewer: this.viewer,
      signal,
    });
    const read = new Set(message.frames.map((frame) => frame.frameIndex));
    return { frames: message.frames, frameIndices: wanted.filter((frame) => read.has(frame)) };
  }

  /** Sampled frames in playing order from the one on the screen. */
  private fromShownFrame(
    { displaySetInstanceUID, times }: Clip,
    frameIndices: readonly number[],
  ): readonly number[] {
    const shown = this.viewer.shownFrameIndex(displaySetInstanceUID) ?? 0;
    const first = frameIndices.indexOf(
      nearestSampledFrame(shown, frameIndices, times?.timesMs ?? []),
    );
    return [...frameIndices.slice(first), ...frameIndices.slice(0, first)];
  }
}

/** The first window with the frame; the frame alone where the network reads single images. */
function windowWith({ windows }: ClipResult, frameIndex: number): readonly number[] {
  return windows?.find((window) => window.includes(frameIndex)) ?? [frameIndex];
}
