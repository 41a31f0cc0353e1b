import { sampleFrames } from '@echonet/models/sampling';
import type { Clip } from '../clips/clip';
import type { Viewer } from '../host/viewer';
import { abortable } from '../inference/abortable';
import type { ViewCheck } from '../inference/protocol';
import { type ClipFrames, readClipFrames } from '../inference/read-clip-frames';
import type { WorkerSupervisor } from '../inference/worker-supervisor';
import type { FoundModel, FoundSegmentation } from '../models/model-sources';
import { sentenceOf } from '../sentence';
import type { SessionState } from '../session/state';
import type { Store } from '../session/store';
import { idle } from './idle-time';
import { emptyViews, type FurtherModelState, uncheckedClips, type ViewsState } from './state';

interface ViewModels {
  readonly classifier: FoundModel;
  readonly segmentation?: FoundSegmentation;
}

/** Classifies the views of clips, where there is a view classifier. */
export class ViewChecks {
  private checkingAll: AbortController | undefined;

  /**
   * @param findClassifier resolves to undefined where the models come without one
   * @param findQualityModel as findClassifier
   * @param findSegmentation the model that draws the contours; its outlines must agree with the classifier
   * @param onCheckedAll called after checkAll, unless it was stopped
   */
  constructor(
    private readonly store: Store<SessionState>,
    private readonly viewer: Viewer,
    private readonly workers: WorkerSupervisor,
    private readonly findClassifier: () => Promise<FoundModel | undefined>,
    private readonly findQualityModel: () => Promise<FoundModel | undefined>,
    private readonly findSegmentation: () => Promise<FoundSegmentation | undefined>,
    private readonly onCheckedAll: () => void,
  ) {}

  /**
   * Finds the classifier and the quality model, once; their weights load with the first check. Never
   * rejects.
   */
  async find(): Promise<void> {
    const { classifier, quality } = this.state;
    const [foundClassifier, foundQuality] = await Promise.all([
      further(classifier, this.findClassifier),
      further(quality, this.findQualityModel),
    ]);
    if (foundClassifier !== classifier || foundQuality !== quality) {
      this.change({ classifier: foundClassifier, quality: foundQuality });
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
      // The limits of the outlines are those of real hearts.
      const segmentation = clip.isSimulated ? undefined : await this.findSegmentation();
      const check = await this.classify(
        frames,
        { classifier: this.state.classifier, segmentation },
        signal,
      );
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
    const { classifier, quality } = this.state;
    this.store.set({ views: { ...emptyViews.views, classifier, quality } });
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
    { classifier, segmentation }: ViewModels,
    signal: AbortSignal,
  ): Promise<ViewCheck> {
    const { model, views } = this.store.get();
    const { quality } = views;
    if (model.phase !== 'ready') {
      throw new Error('There is no model to check with.');
    }
    return this.workers.use(model.modelUrl, signal, ({ client }) =>
      abortable(
        client.classifyView({
          ...copyOf(message),
          classifierUrl: classifier.modelUrl,
          ...(quality.phase === 'ready' && { qualityUrl: quality.modelUrl }),
          ...(segmentation && { segmentationUrl: segmentation.modelUrl }),
        }),
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

/** A model that was found stays; one that could not be used is looked for again. */
async function further(
  known: FurtherModelState,
  find: () => Promise<FoundModel | undefined>,
): Promise<FurtherModelState> {
  if (known.phase === 'ready' || known.phase === 'none') {
    return known;
  }
  try {
    const found = await find();
    return found ? { phase: 'ready', ...found } : { phase: 'none' };
  } catch (error) {
    return { phase: 'failed', reason: sentenceOf(error) };
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
