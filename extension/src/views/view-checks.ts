import { sampleFrames } from '@echonet/models';
import type { Clip } from '../clips/clip';
import type { Viewer } from '../host/viewer';
import { abortable } from '../inference/abortable';
import type { ViewCheck } from '../inference/protocol';
import { type ClipFrames, readClipFrames } from '../inference/read-clip-frames';
import type { WorkerSupervisor } from '../inference/worker-supervisor';
import type { FoundModel } from '../models/model-sources';
import { sentenceOf } from '../sentence';
import type { SessionState } from '../session/state';
import type { Store } from '../session/store';
import { idle } from './idle-time';
import { emptyViews, uncheckedClips, type ViewsState } from './state';

/** Classifies the views of clips, where there is a view classifier. */
export class ViewChecks {
  private checkingAll: AbortController | undefined;

  /**
   * @param findClassifier resolves to undefined where the models come without one
   * @param onCheckedAll called after checkAll, unless it was stopped
   */
  constructor(
    private readonly store: Store<SessionState>,
    private readonly viewer: Viewer,
    private readonly workers: WorkerSupervisor,
    private readonly findClassifier: () => Promise<FoundModel | undefined>,
    private readonly onCheckedAll: () => void,
  ) {}

  /** Finds the classifier, once; its weights load with the first check. Never rejects. */
  async find(): Promise<void> {
    const { phase } = this.state.classifier;
    if (phase === 'ready' || phase === 'none') {
      return;
    }
    try {
      const found = await this.findClassifier();
      this.change({ classifier: found ? { phase: 'ready', ...found } : { phase: 'none' } });
    } catch (error) {
      this.change({ classifier: { phase: 'failed', reason: sentenceOf(error) } });
    }
  }

  /**
   * Classifies the eligible clips that are not classified yet, one after the other. Never rejects.
   *
   * @param when 'in idle time' reads a frame only while neither a cine plays nor a run goes on
   * @returns false when it was stopped
   */
  async checkAll(when: 'at once' | 'in idle time'): Promise<boolean> {
    this.stop();
    const running = new AbortController();
    this.checkingAll = running;
    const clips = uncheckedClips(this.store.get());
    const whenIdle = when === 'in idle time' ? this.idleTime(running.signal) : undefined;
    for (const [done, clip] of clips.entries()) {
      if (running.signal.aborted) {
        return false;
      }
      const { SOPInstanceUID } = clip;
      this.change({ checking: { SOPInstanceUID, done, count: clips.length } });
      await this.check(clip, running.signal, whenIdle).catch(() => undefined);
    }
    if (this.checkingAll !== running) {
      return false;
    }
    this.checkingAll = undefined;
    this.change({ checking: undefined });
    this.onCheckedAll();
    return true;
  }

  /**
   * Classifies a clip, once. A failed check does not reject the clip: its view stays unknown, and the
   * panel shows why.
   *
   * @param beforeFrame awaited before each frame is read
   * @returns undefined without a classifier or after a failure
   * @throws the signal's reason when aborted
   */
  async check(
    clip: Clip,
    signal: AbortSignal,
    beforeFrame?: () => Promise<void>,
  ): Promise<ViewCheck | undefined> {
    await this.find();
    const { SOPInstanceUID } = clip;
    const known = this.state.checks.get(SOPInstanceUID);
    if (known || this.state.classifier.phase !== 'ready') {
      return known;
    }
    try {
      const frames = await this.readFrames(clip, this.state.classifier, signal, beforeFrame);
      const check = await this.classify(frames, this.state.classifier, signal);
      const failures = new Map(this.state.failures);
      failures.delete(SOPInstanceUID);
      this.change({ checks: new Map(this.state.checks).set(SOPInstanceUID, check), failures });
      return check;
    } catch (error) {
      signal.throwIfAborted();
      const failures = new Map(this.state.failures).set(SOPInstanceUID, sentenceOf(error));
      this.change({ failures });
      return undefined;
    }
  }

  /** The user wants a clip scored whatever its view. */
  allow(SOPInstanceUID: string): void {
    this.change({ allowed: new Set([...this.state.allowed, SOPInstanceUID]) });
  }

  /** Aborts checkAll; finished checks stay. */
  stop(): void {
    this.checkingAll?.abort(new DOMException('The check was stopped.', 'AbortError'));
    this.checkingAll = undefined;
    if (this.state.checking) {
      this.change({ checking: undefined });
    }
  }

  /** Drops the checks of the study; the classifier stays. */
  close(): void {
    this.stop();
    this.store.set({ views: { ...emptyViews.views, classifier: this.state.classifier } });
  }

  private async readFrames(
    clip: Clip,
    classifier: FoundModel,
    signal: AbortSignal,
    beforeFrame: (() => Promise<void>) | undefined,
  ): Promise<ClipFrames['message']> {
    const { header, times } = clip;
    if (!header || !times) {
      throw new Error('There is nothing to check.');
    }
    const { message } = await readClipFrames({
      clip,
      header,
      sampled: sampleFrames(times, classifier.manifest.input),
      viewer: beforeFrame ? pacedViewer(this.viewer, beforeFrame) : this.viewer,
      signal,
    });
    return message;
  }

  private classify(
    message: ClipFrames['message'],
    classifier: FoundModel,
    signal: AbortSignal,
  ): Promise<ViewCheck> {
    const { model } = this.store.get();
    if (model.phase !== 'ready') {
      throw new Error('There is no model to check with.');
    }
    return this.workers.use(model.modelUrl, signal, ({ client }) =>
      abortable(
        client.classifyView({ ...copyOf(message), classifierUrl: classifier.modelUrl }),
        signal,
      ),
    );
  }

  private idleTime(signal: AbortSignal): () => Promise<void> {
    const isBusy = () => this.store.get().run !== undefined || this.viewer.isCinePlaying();
    const onPaused = (isPaused: boolean) => {
      const { checking } = this.state;
      if (checking) {
        this.change({ checking: { ...checking, isPaused } });
      }
    };
    return () => idle({ isBusy, onPaused }, signal);
  }

  private get state(): ViewsState {
    return this.store.get().views;
  }

  private change(change: Partial<ViewsState>): void {
    this.store.set({ views: { ...this.state, ...change } });
  }
}

/** The worker takes the pixels away, and another one may have to repeat the work. */
function copyOf(message: ClipFrames['message']): ClipFrames['message'] {
  return {
    ...message,
    frames: message.frames.map(({ frameIndex, pixels }) => ({
      frameIndex,
      pixels: { ...pixels, data: pixels.data.slice() },
    })),
  };
}

/** A viewer whose frames are each read after something else. */
function pacedViewer(
  viewer: Pick<Viewer, 'imageIds' | 'imageLoader'>,
  beforeFrame: () => Promise<void>,
): Pick<Viewer, 'imageIds' | 'imageLoader'> {
  return {
    imageIds: (displaySetInstanceUID) => viewer.imageIds(displaySetInstanceUID),
    imageLoader(displaySetInstanceUID) {
      const loader = viewer.imageLoader(displaySetInstanceUID);
      return {
        ...loader,
        async loadImage(imageId, options) {
          await beforeFrame();
          return loader.loadImage(imageId, options);
        },
      };
    },
  };
}
