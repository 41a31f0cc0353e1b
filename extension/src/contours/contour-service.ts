import type { Clip } from '../clips/clip';
import { activeClip } from '../clips/state';
import type { Viewer } from '../host/viewer';
import { abortable } from '../inference/abortable';
import { prepareClip } from '../inference/prepare-clip';
import type { StepCount } from '../inference/state';
import type { WorkerSupervisor } from '../inference/worker-supervisor';
import type { FoundSegmentation } from '../models/model-sources';
import type { ClipResult } from '../results/state';
import { sentenceOf } from '../sentence';
import type { SessionState } from '../session/state';
import type { Store } from '../session/store';
import { editsOf, withEdits } from './apply-edits';
import { contourClip } from './contour-clip';
import { ContourMemory } from './contour-memory';
import { ContourEditService } from './edit-service';
import { withLengthShares } from './foreshortening';
import { framesAt, type Moment, nextFrame } from './moments';
import { type ClipContours, type ContourPart, type ContoursState, emptyContours } from './state';

export interface ContourRun {
  readonly clip: Clip;
  /** The predictions of the same run. */
  readonly result: ClipResult;
  readonly signal: AbortSignal;
  readonly onProgress: (steps: StepCount) => void;
}

/** Time between two updates of the panel while frames are segmented, ms. */
const updateEveryMs = 100;

/** Contours of the clips: where there is a segmentation model, a run makes them after its predictions. */
export class ContourService {
  readonly edits: ContourEditService;
  private readonly memory = new ContourMemory();

  /** @param findModel resolves to undefined where there is none */
  constructor(
    private readonly store: Store<SessionState>,
    private readonly viewer: Viewer,
    private readonly workers: WorkerSupervisor,
    private readonly findModel: () => Promise<FoundSegmentation | undefined>,
  ) {
    this.edits = new ContourEditService(store, viewer, (uid, contours) => this.keep(uid, contours));
  }

  /** Finds the segmentation model, once; its weights load with the first run. Never rejects. */
  async find(): Promise<void> {
    const { phase } = this.state.segmentation;
    if (phase === 'ready' || phase === 'none') {
      return;
    }
    try {
      const found = await this.findModel();
      this.change({ segmentation: found ? { phase: 'ready', ...found } : { phase: 'none' } });
      this.recall();
    } catch (error) {
      this.change({ segmentation: { phase: 'failed', reason: sentenceOf(error) } });
    }
  }

  /** Undefined where there is none, or it cannot be used. */
  async model(): Promise<FoundSegmentation | undefined> {
    await this.find();
    const { segmentation } = this.state;
    return segmentation.phase === 'ready' ? segmentation : undefined;
  }

  isAvailable(): boolean {
    return this.state.segmentation.phase === 'ready';
  }

  /** Restores contours and edits of the study's clips from an earlier visit. */
  recall(): void {
    const { segmentation, clips } = this.state;
    if (segmentation.phase !== 'ready') {
      return;
    }
    const recalled = this.store.get().clips.flatMap(({ SOPInstanceUID: uid }) => {
      const known = clips.has(uid) ? undefined : this.memory.of(segmentation.manifest, uid);
      return known ? [[uid, known] as const] : [];
    });
    if (recalled.length > 0) {
      this.change({ clips: new Map([...clips, ...recalled]) });
    }
  }

  /**
   * Segments and measures a clip that was just predicted. What the reader changed before stays
   * changed. A failure is kept as a sentence; when aborted, the clip has no contours. Never rejects.
   */
  async read({ clip, result, signal, onProgress }: ContourRun): Promise<void> {
    const { segmentation } = this.state;
    const { model } = this.store.get();
    const { SOPInstanceUID: uid } = clip;
    this.forget(uid);
    if (segmentation.phase !== 'ready' || model.phase !== 'ready') {
      return;
    }
    const { manifest, modelUrl } = model;
    const count = clip.times?.timesMs.length ?? 0;
    let soFar: ClipContours | undefined;
    let updatedAt = -Infinity;
    onProgress({ done: 0, count });
    try {
      const contours = await this.workers.use(modelUrl, signal, async ({ client }) => {
        if (!(await abortable(client.isPrepared(uid), signal))) {
          const { turn } = result.prepared.sector;
          await prepareClip({ clip, manifest, viewer: this.viewer, client, signal, turn });
        }
        return contourClip({
          clip,
          sector: result.prepared.sector,
          segmentation,
          viewer: this.viewer,
          client,
          signal,
          onFrames: (partial, done) => {
            const now = performance.now();
            if (now - updatedAt < updateEveryMs) {
              return;
            }
            updatedAt = now;
            soFar = partial;
            this.set(uid, partial);
            onProgress({ done, count });
          },
        });
      });
      const before = this.memory.of(segmentation.manifest, uid);
      const isSame = before?.frames.length === contours.frames.length;
      this.keep(
        uid,
        isSame ? withEdits(segmentation.manifest, contours, editsOf(before)) : contours,
      );
    } catch (error) {
      // Another run may have contours of the clip by now.
      if (soFar && this.state.clips.get(uid) === soFar) {
        this.forget(uid);
      }
      if (!signal.aborted) {
        const failures = new Map(this.state.failures).set(uid, sentenceOf(error));
        this.change({ failures });
      }
    }
  }

  toggle(): void {
    this.change({ visible: !this.state.visible });
  }

  show(part: ContourPart, isShown: boolean): void {
    this.change({ parts: { ...this.state.parts, [part]: isShown } });
  }

  /** The frame, from 0, that the first viewport with the clip shows. */
  shownFrame({ displaySetInstanceUID }: Clip): number | undefined {
    return this.viewer.shownFrameIndex(displaySetInstanceUID);
  }

  /** Shows the next end-diastole or end-systole of the active clip, and stops its cine. */
  showNext(moment: Moment): void {
    const clip = activeClip(this.store.get());
    const findings = clip && this.state.clips.get(clip.SOPInstanceUID)?.findings;
    if (!findings) {
      return;
    }
    const { displaySetInstanceUID } = clip;
    const current = this.viewer.shownFrameIndex(displaySetInstanceUID) ?? -1;
    const next = nextFrame(framesAt(findings, moment), current);
    if (next !== undefined) {
      this.viewer.showFrame(displaySetInstanceUID, next);
    }
  }

  forget(SOPInstanceUID: string): void {
    const clips = new Map(this.state.clips);
    const failures = new Map(this.state.failures);
    if (clips.delete(SOPInstanceUID) || failures.has(SOPInstanceUID)) {
      failures.delete(SOPInstanceUID);
      this.change({ clips, failures });
    }
  }

  clear(): void {
    this.change({ clips: emptyContours.contours.clips, failures: emptyContours.contours.failures });
  }

  /** As when the mode is entered: the configuration may have changed. */
  reset(): void {
    this.store.set(emptyContours);
  }

  /** Shows measured contours, judges the study's clips by each other's, and remembers them. */
  private keep(SOPInstanceUID: string, contours: ClipContours): void {
    const { segmentation, clips } = this.state;
    if (segmentation.phase !== 'ready') {
      return;
    }
    const { results } = this.store.get();
    const { manifest } = segmentation;
    const all = new Map(clips).set(SOPInstanceUID, contours);
    const isA4C = (uid: string) => results.get(uid)?.view?.accepted !== false;
    const judged = withLengthShares(manifest, new Map([...all].filter(([uid]) => isA4C(uid))));
    this.change({ clips: new Map([...all, ...judged]) });
    for (const [uid, kept] of judged) {
      if (kept.findings && kept !== clips.get(uid)) {
        this.memory.keep(manifest, uid, kept);
      }
    }
    if (!judged.has(SOPInstanceUID)) {
      this.memory.keep(manifest, SOPInstanceUID, contours);
    }
  }

  private set(SOPInstanceUID: string, contours: ClipContours): void {
    this.change({ clips: new Map(this.state.clips).set(SOPInstanceUID, contours) });
  }

  private get state(): ContoursState {
    return this.store.get().contours;
  }

  private change(change: Partial<ContoursState>): void {
    this.store.set({ contours: { ...this.state, ...change } });
  }
}
