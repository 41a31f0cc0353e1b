import { modelHash } from '@echonet/models';
import type { Clip } from '../clips/clip';
import { contouredClip } from '../contours/contoured-clip';
import type { Measured } from '../contours/measured';
import { measuredOf } from '../contours/measured-of';
import type { Viewer } from '../host/viewer';
import { formatValue } from '../panel/format';
import { demonstratedTasks, isEvaluated, originOf, originOfModel } from '../results/origin';
import { finalReadingOf } from '../results/reading';
import type { SessionState } from '../session/state';
import type { Store } from '../session/store';
import {
  decide,
  decideAll,
  measuredId,
  type Decision,
  type Decisions,
  type ReaderDecision,
} from './decisions';
import { isSame, MeasuredDecisions, withoutMeasured } from './measured-decisions';
import type { ReportState } from './state';

/** The reader's decisions on the results that the panel shows. */
export class ReaderDecisions {
  /** Decisions by the results they refer to; restored with these results. */
  private readonly decided = new Map<string, Decisions>();
  private readonly measured = new MeasuredDecisions();

  constructor(
    private readonly store: Store<ReportState>,
    private readonly session: Store<SessionState>,
    private readonly viewer: Pick<Viewer, 'reader'>,
  ) {}

  /**
   * Accepts or rejects one result; a second time takes it back.
   *
   * @param id task ID, or measuredId of a value measured from the clip that the panel shows
   */
  decide(id: string, decision: Decision): void {
    const ids = this.decidable();
    this.change((decisions) => decide(decisions, ids, id, this.made(decision)));
  }

  /** Accepts or rejects what is pending of the results that {@link decidedTogether} names. */
  decideAll(decision: Decision): void {
    const ids = this.decidedTogether();
    this.change((decisions) => decideAll(decisions, ids, this.made(decision)));
  }

  /** IDs of all results but demonstrations, measured and predicted ones. */
  decidable(): string[] {
    return this.shownResults().map(({ id }) => id);
  }

  /**
   * IDs of the results that are decided together. What demonstrations and imported networks say that nobody
   * evaluated here is accepted one by one: nobody knows how wrong it is, so each number is to be looked at.
   */
  decidedTogether(): string[] {
    return this.shownResults().flatMap(({ id, isOneByOne }) => (isOneByOne ? [] : [id]));
  }

  private shownResults(): { readonly id: string; readonly isOneByOne: boolean }[] {
    const state = this.session.get();
    const { model, contours } = state;
    const reading = finalReadingOf(state);
    if (model.phase !== 'ready' || !reading) {
      return [];
    }
    const { manifest } = model;
    const { segmentation } = contours;
    const demonstrated = demonstratedTasks(
      manifest,
      reading.clips.map(({ clip }) => clip),
    );
    const clip = contouredClip(state);
    const areContoursEvaluated =
      segmentation.phase !== 'ready' || isEvaluated(originOfModel(segmentation.manifest));
    return [
      ...(clip ? measuredOf(state, clip.SOPInstanceUID) : []).map(({ id, typed }) => ({
        id: measuredId(id),
        isOneByOne: !areContoursEvaluated && typed !== true,
      })),
      ...manifest.tasks
        .map(({ id }) => id)
        .filter((id) => id in reading.prediction && !demonstrated.has(id))
        .map((id) => ({ id, isOneByOne: !isEvaluated(originOf(manifest, id)) })),
    ];
  }

  /** The clip whose measured values are decided on now, where several clips have some. */
  clipOfMeasured(): Clip | undefined {
    const state = this.session.get();
    const measured = finalReadingOf(state)?.clips.filter(
      ({ clip }) => measuredOf(state, clip.SOPInstanceUID).length > 0,
    );
    return measured && measured.length > 1 ? contouredClip(state) : undefined;
  }

  /** Decisions on what a clip's contours measure now, by {@link measuredId}. */
  onMeasured(SOPInstanceUID: string): Decisions {
    return this.measured.of(this.session.get(), SOPInstanceUID);
  }

  /** What a clip's contours measure now, without what the reader rejected. */
  notRejected(SOPInstanceUID: string): Measured[] {
    const decisions = this.onMeasured(SOPInstanceUID);
    return measuredOf(this.session.get(), SOPInstanceUID).filter(
      ({ id }) => decisions.get(measuredId(id))?.decision !== 'rejected',
    );
  }

  /** Brings the decisions on the results that the session has now into the store. */
  followResults(): void {
    const key = this.keyOfResults();
    const decisions: Decisions = new Map([
      ...((key === undefined ? undefined : this.decided.get(key)) ?? []),
      ...this.measured.shown(this.session.get()),
    ]);
    if (!isSame(decisions, this.store.get().decisions)) {
      this.store.set({ decisions });
    }
  }

  private made(decision: Decision): ReaderDecision {
    return { decision, date: new Date(), reader: this.viewer.reader() };
  }

  private change(how: (decisions: Decisions) => Decisions): void {
    const key = this.keyOfResults();
    if (key === undefined) {
      return;
    }
    const decisions = how(this.store.get().decisions);
    this.decided.set(key, withoutMeasured(decisions));
    this.measured.keep(this.session.get(), decisions);
    this.store.set({ decisions, decidedAt: new Date() });
  }

  /** Identifies results as they are shown: another run that shows the same numbers has the same key. */
  private keyOfResults(): string | undefined {
    const state = this.session.get();
    const { model } = state;
    const reading = finalReadingOf(state);
    if (!reading || model.phase !== 'ready') {
      return undefined;
    }
    const { manifest } = model;
    const shown = reading.clips.map(({ clip, result: { prediction, frameIndices } }) => [
      clip.SOPInstanceUID,
      frameIndices,
      manifest.tasks.flatMap((task) =>
        task.id in prediction ? formatValue(task, prediction[task.id].mean) : [],
      ),
    ]);
    return JSON.stringify([modelHash(manifest), shown]);
  }
}
