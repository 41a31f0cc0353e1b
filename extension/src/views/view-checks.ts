import { sampleFrames } from '@echonet/models';
import type { Clip } from '../clips/clip';
import type { Viewer } from '../host/viewer';
import { abortable } from '../inference/abortable';
import type { ViewCheck } from '../inference/protocol';
import { readClipFrames } from '../inference/read-clip-frames';
import type { WorkerSupervisor } from '../inference/worker-supervisor';
import type { FoundModel } from '../models/model-sources';
import { sentenceOf } from '../sentence';
import type { SessionState } from '../session/state';
import type { Store } from '../session/store';
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

  /** Classifies the eligible clips that are not classified yet, one after the other. Never rejects. */
  async checkAll(): Promise<void> {
    this.stop();
    const running = new AbortController();
    this.checkingAll = running;
    const clips = uncheckedClips(this.store.get());
    for (const [done, clip] of clips.entries()) {
      if (running.signal.aborted) {
        return;
      }
      const { SOPInstanceUID } = clip;
      this.change({ checking: { SOPInstanceUID, done, count: clips.length } });
      await this.check(clip, running.signal).catch(() => undefined);
    }
    if (this.checkingAll !== running) {
      return;
    }
    this.checkingAll = undefined;
    this.change({ checking: undefined });
    this.onCheckedAll();
  }

  /**
   * Classifies a clip, once. A failed check does not reject the clip: its view stays unknown, and the
   * panel shows why.
   *
   * @returns undefined without a classifier or after a failure
   * @throws the signal's reason when aborted
   */
  async check(clip: Clip, signal: AbortSignal): Promise<ViewCheck | undefined> {
    await this.find();
    const { SOPInstanceUID } = clip;
    const known = this.state.checks.get(SOPInstanceUID);
    if (known || this.state.classifier.phase !== 'ready') {
      return known;
    }
    const failures = new Map(this.state.failures);
    try {
      const check = await this.classify(clip, this.state.classifier, signal);
      failures.delete(SOPInstanceUID);
      this.change({
        checks: new Map(this.state.checks).set(SOPInstanceUID, check),
        failures,
      });
      return check;
    } catch (error) {
      signal.throwIfAborted();
      this.change({ failures: failures.set(SOPInstanceUID, sentenceOf(error)) });
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

  private async classify(
    clip: Clip,
    classifier: FoundModel,
    signal: AbortSignal,
  ): Promise<ViewCheck> {
    const { header, times } = clip;
    const { model } = this.store.get();
    if (!header || !times || model.phase !== 'ready') {
      throw new Error('There is nothing to check.');
    }
    return this.workers.use(model.modelUrl, signal, async ({ client }) => {
      const { message } = await readClipFrames({
        clip,
        header,
        sampled: sampleFrames(times, classifier.manifest.input),
        viewer: this.viewer,
        signal,
      });
      return abortable(
        client.classifyView({ ...message, classifierUrl: classifier.modelUrl }),
        signal,
      );
    });
  }

  private get state(): ViewsState {
    return this.store.get().views;
  }

  private change(change: Partial<ViewsState>): void {
    this.store.set({ views: { ...this.state, ...change } });
  }
}
