import { sampleFrames } from '@echonet/models';
import type { Clip } from '../clips/clip';
import { readClip } from '../clips/read-clip';
import type { Viewer } from '../host/viewer';
import type { ViewCheck } from '../inference/protocol';
import { abortable } from '../inference/abortable';
import type { FoundModel } from '../models/model-sources';
import { sentenceOf } from '../sentence';
import { emptyState } from '../session/state';
import type { SessionState, ViewsState } from '../session/state';
import type { Store } from '../session/store';
import type { WorkerSupervisor } from '../inference/worker-supervisor';

/** Asks the view classifier, where there is one, which view a clip shows. */
export class ViewChecks {
  private checkingAll: AbortController | undefined;

  /**
   * @param findClassifier undefined where there is none
   * @param onCheckedAll every clip that can be read has been asked for
   */
  constructor(
    private readonly store: Store<SessionState>,
    private readonly viewer: Viewer,
    private readonly workers: WorkerSupervisor,
    private readonly findClassifier: () => Promise<FoundModel | undefined>,
    private readonly onCheckedAll: () => void,
  ) {}

  /** Looks for the classifier, unless that is done; its weights come when it is asked. Never rejects. */
  async find(): Promise<void> {
    const { phase } = this.state.classifier;
    if (phase === 'ready' || phase === 'none') return;
    try {
      const found = await this.findClassifier();
      this.change({ classifier: found ? { phase: 'ready', ...found } : { phase: 'none' } });
    } catch (error) {
      this.change({ classifier: { phase: 'failed', reason: sentenceOf(error) } });
    }
  }

  /** Checks all clips that can be read and are not checked, one after the other. Never rejects. */
  async checkAll(): Promise<void> {
    this.stop();
    const running = new AbortController();
    this.checkingAll = running;
    const clips = uncheckedClips(this.store.get());
    for (const [done, clip] of clips.entries()) {
      if (running.signal.aborted) return;
      const { SOPInstanceUID } = clip;
      this.change({ checking: { SOPInstanceUID, done, count: clips.length } });
      await this.check(clip, running.signal).catch(() => undefined);
    }
    if (this.checkingAll !== running) return;
    this.checkingAll = undefined;
    this.change({ checking: undefined });
    this.onCheckedAll();
  }

  /**
   * What the classifier says of a clip; asked once. A check that fails is no refusal: the clip's view
   * is not known then, and the reader is told why.
   *
   * @returns undefined without a classifier, and where the check failed
   * @throws the signal's reason when it was aborted
   */
  async check(clip: Clip, signal: AbortSignal): Promise<ViewCheck | undefined> {
    await this.find();
    const { SOPInstanceUID } = clip;
    const known = this.state.checks.get(SOPInstanceUID);
    if (known || this.state.classifier.phase !== 'ready') return known;
    const failures = new Map(this.state.failures);
    try {
      const check = await this.ask(clip, this.state.classifier, signal);
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

  /** The reader wants a clip scored whatever its view. */
  allow(SOPInstanceUID: string): void {
    this.change({ allowed: new Set([...this.state.allowed, SOPInstanceUID]) });
  }

  /** Gives up checking all; what is known stays. */
  stop(): void {
    this.checkingAll?.abort(new DOMException('The check was stopped.', 'AbortError'));
    this.checkingAll = undefined;
    if (this.state.checking) this.change({ checking: undefined });
  }

  /** Forgets the study, and not the classifier. */
  close(): void {
    this.stop();
    this.store.set({ views: { ...emptyState.views, classifier: this.state.classifier } });
  }

  private async ask(clip: Clip, classifier: FoundModel, signal: AbortSignal): Promise<ViewCheck> {
    const { header, times } = clip;
    const { model } = this.store.get();
    if (!header || !times || model.phase !== 'ready') throw new Error('There is nothing to check.');
    return this.workers.use(model.modelUrl, signal, async ({ client }) => {
      const { frames } = await abortable(
        readClip({
          clip,
          imageIds: this.viewer.imageIds(clip.displaySetInstanceUID),
          sampled: sampleFrames(times, classifier.manifest.input),
          imageLoader: this.viewer.imageLoader(clip.displaySetInstanceUID),
          signal,
        }),
        signal,
      );
      return abortable(
        client.classifyView({
          SOPInstanceUID: clip.SOPInstanceUID,
          clip: clip.name,
          regions: header.SequenceOfUltrasoundRegions.map((region) => ({ ...region })),
          frames: frames.map(({ frameIndex, pixels }) => ({ frameIndex, pixels: { ...pixels } })),
          classifierUrl: classifier.modelUrl,
        }),
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

/** The clips that can be read and that the classifier has not been asked about. */
export function uncheckedClips({ clips, views }: SessionState): Clip[] {
  return clips.filter(
    ({ SOPInstanceUID, eligibility }) => eligibility.eligible && !views.checks.has(SOPInstanceUID),
  );
}

/** Whether the classifier turns a clip away, and the reader has not said to score it all the same. */
export function isHeldBack(
  { views }: Pick<SessionState, 'views'>,
  SOPInstanceUID: string,
): boolean {
  const check = views.checks.get(SOPInstanceUID);
  return check?.prediction.accepted === false && !views.allowed.has(SOPInstanceUID);
}
