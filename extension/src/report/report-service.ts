import { implementationClassUid, TransferSyntax, type NaturalizedDataset } from '@echonet/dicom';
import { modelHash, type Task } from '@echonet/models';
import type { Clip } from '../clips/clip';
import type { EchoNetConfig } from '../config';
import { contouredClip } from '../contours/contoured-clip';
import type { Viewer } from '../host/viewer';
import { demonstratedTasks } from '../results/origin';
import { isFinal, readingOf, type Reading } from '../results/reading';
import { formatValue } from '../panel/format';
import { seriesNumberOf } from '../clips/numbers';
import { sentenceOf } from '../sentence';
import type { ReaderEdits } from '../contours/state';
import type { FrameSaliency } from '../saliency/saliency-map-store';
import { activeClip } from '../clips/state';
import { saliencyTaskId } from '../saliency/state';
import type { SessionState } from '../session/state';
import { createStore, type Store } from '../session/store';
import { stringsFor } from '../strings';
import type { Archive, ObjectToStore, StoreReceipt } from './archive/archive';
import {
  decide,
  decideAll,
  measuredId,
  type Decision,
  type Decisions,
  type ReaderDecision,
} from './decisions';
import { readSourceInstance, type SourceInstance } from './dicom/source-instance';
import { earlierReports, type EarlierReport } from './earlier/earlier-reports';
import { editsToRestore } from './earlier/edits-to-restore';
import { storedExplanations } from './explanations';
import { reportCsv } from './export/csv';
import { identifiersOf } from './export/identifiers';
import { reportJson } from './export/json';
import { reportText } from './export/text';
import { installationUid, pageStorage } from './installation';
import { type MeasuredClip, measuredClip } from './measured-clip';
import { isSame, MeasuredDecisions, measuredOf, withoutMeasured } from './measured-decisions';
import { reportOf, type Report } from './report';
import type { StudyContext } from './sr/structured-report';
import { isTrait } from './traits';

export type TransferKind = 'report' | 'capture';

export interface Transfer {
  readonly kind: TransferKind;
  readonly phase: 'preparing' | 'sending';
  /** 0 to 1 */
  readonly part: number;
}

export interface ReportState {
  readonly decisions: Decisions;
  /** Whether reports hold the age, sex, weight and height that a network inferred. */
  readonly includesTraits: boolean;
  readonly transfer?: Transfer;
  /**
   * Outcome of the last transfer. `problem` is absent if it was stored, `warning` is the archive's
   * about what it stored; both are full sentences.
   */
  readonly outcome?: {
    readonly kind: TransferKind;
    readonly problem?: string;
    readonly warning?: string;
  };
  /** Earlier reports of this software in the study, newest first. */
  readonly earlier: readonly EarlierReport[];
  /** The reports that a reader's changes of contours came back from, by SOP Instance UID of the clip. */
  readonly restored: ReadonlyMap<string, EarlierReport>;
}

export interface ReportServiceParts {
  readonly session: Store<SessionState>;
  readonly viewer: Viewer;
  readonly archive: Archive;
  readonly config: () => EchoNetConfig;
  /** Saliency map of a frame for the selected task. */
  readonly saliencyForFrame: (
    SOPInstanceUID: string,
    frameIndex: number,
  ) => FrameSaliency | undefined;
  /** Takes a reader's stored changes of a clip's contours. */
  readonly restoreEdits: (clip: Clip, edits: ReaderEdits) => void;
}

export interface ReportFile {
  readonly name: string;
  readonly type: string;
  readonly text: string;
}

/** The reader's decisions on results, and all export and storage of results. */
export class ReportService {
  readonly store: Store<ReportState> = createStore<ReportState>({
    decisions: new Map(),
    includesTraits: false,
    earlier: [],
    restored: new Map(),
  });
  /** Decisions by the results they refer to; restored with these results. */
  private readonly decided = new Map<string, Decisions>();
  private readonly measured = new MeasuredDecisions();
  private stopListening: (() => void) | undefined;

  constructor(private readonly parts: ReportServiceParts) {}

  /** Observes the viewer's study and the session's results. */
  open(): void {
    this.close();
    const { session, viewer } = this.parts;
    const endings = [
      session.subscribe(() => {
        this.restoreStoredEdits();
        this.followResults();
      }),
      viewer.onChange(() => this.lookForEarlierReports()),
    ];
    this.stopListening = () => endings.forEach((end) => end());
    this.followResults();
    this.lookForEarlierReports();
  }

  /** Drops the state of the study; decisions on remembered results stay. */
  close(): void {
    this.stopListening?.();
    this.stopListening = undefined;
    this.store.set({
      decisions: new Map(),
      includesTraits: false,
      outcome: undefined,
      earlier: [],
      restored: new Map(),
    });
  }

  /**
   * Accepts or rejects one result; a second time takes it back.
   *
   * @param id task ID, or measuredId of a value measured from the clip that the panel shows
   */
  decide(id: string, decision: Decision): void {
    this.change((decisions) => decide(decisions, id, this.made(decision)));
  }

  /** Accepts or rejects what is pending of the results that {@link decidable} names. */
  decideAll(decision: Decision): void {
    const ids = this.decidable();
    this.change((decisions) => decideAll(decisions, ids, this.made(decision)));
  }

  /**
   * IDs of the results that are decided together: measured and predicted ones. Demonstrations are
   * accepted one by one.
   */
  decidable(): string[] {
    const state = this.parts.session.get();
    const { model } = state;
    const reading = finalReading(state);
    if (model.phase !== 'ready' || !reading) {
      return [];
    }
    const demonstrated = demonstratedTasks(
      model.manifest,
      reading.clips.map(({ clip }) => clip),
    );
    const clip = contouredClip(state);
    return [
      ...(clip ? measuredOf(state, clip.SOPInstanceUID) : []).map(({ id }) => measuredId(id)),
      ...model.manifest.tasks.map(({ id }) => id).filter((id) => !demonstrated.has(id)),
    ];
  }

  /** Whether age, sex, weight and height, which the patient's record has, are stored as inferred. */
  includeTraits(isIncluded: boolean): void {
    this.store.set({ includesTraits: isIncluded });
  }

  private made(decision: Decision): ReaderDecision {
    return { decision, date: new Date(), reader: this.parts.viewer.reader() };
  }

  /** Undefined while results are provisional. */
  report(): Report | undefined {
    const state = this.parts.session.get();
    const reading = finalReading(state);
    if (!reading || state.model.phase !== 'ready') {
      return undefined;
    }
    const { manifest } = state.model;
    const { decisions, includesTraits } = this.store.get();
    return reportOf({
      manifest,
      reading,
      decisions,
      measured: this.measuredClips(state, reading),
      leftOut: new Set(includesTraits ? [] : manifest.tasks.filter(isTrait).map(({ id }) => id)),
      date: new Date(),
      note: this.parts.config().report.note,
      reader: this.parts.viewer.reader(),
    });
  }

  private measuredClips(state: SessionState, reading: Reading): MeasuredClip[] {
    const { segmentation, clips } = state.contours;
    if (segmentation.phase !== 'ready') {
      return [];
    }
    const { manifest } = segmentation;
    return reading.clips.flatMap(
      ({ clip: { SOPInstanceUID, times } }, index) =>
        measuredClip({
          SOPInstanceUID,
          number: index + 1,
          contours: clips.get(SOPInstanceUID),
          manifest,
          timesMs: times?.timesMs ?? [],
          patient: state.patient,
          decisions: this.measured.of(state, SOPInstanceUID),
        }) ?? [],
    );
  }

  /** The report as text, without patient data. */
  text(): string {
    const report = this.report();
    if (!report) {
      return '';
    }
    const strings = stringsFor(this.parts.viewer.language());
    return reportText(report, strings, this.parts.config().report.heading);
  }

  /** @param isIdentified whether the file contains Patient ID and UIDs */
  file(format: 'json' | 'csv', isIdentified: boolean): ReportFile | undefined {
    const report = this.report();
    if (!report) {
      return undefined;
    }
    const identifiers = isIdentified
      ? identifiersOf(this.sourceOf(report.clips[0].displaySetInstanceUID))
      : undefined;
    const name = `echonet-${report.date.toISOString().slice(0, 16).replace(/[-:]/g, '')}`;
    return format === 'json'
      ? { name: `${name}.json`, type: 'application/json', text: reportJson(report, identifiers) }
      : {
          name: `${name}.csv`,
          type: 'text/csv;charset=utf-8',
          text: reportCsv(report, identifiers),
        };
  }

  /** Never rejects. */
  storeReport(): Promise<void> {
    return this.transfer('report', async () => {
      const report = this.requireReport();
      const sources = new Map(
        report.clips.map(({ SOPInstanceUID, displaySetInstanceUID }) => [
          SOPInstanceUID,
          this.sourceOf(displaySetInstanceUID),
        ]),
      );
      const { structuredReport } = await import('./stored-objects');
      return {
        dataset: structuredReport(report, sources, this.newSeries('results'), this.studyContext()),
        transferSyntaxUID: TransferSyntax.ExplicitVRLittleEndian,
      };
    });
  }

  private studyContext(): StudyContext {
    const newest = this.store.get().earlier.at(0)?.reference;
    const { deviceUid } = this.parts.config().report;
    return {
      predecessors: newest ? [newest] : [],
      explanations: storedExplanations(this.parts.viewer.displaySets()),
      deviceUid: deviceUid ?? installationUid(pageStorage()),
    };
  }

  /** The active clip if the maps of all its frames are computed. */
  capturable(): Capturable | undefined {
    const state = this.parts.session.get();
    const clip = activeClip(state);
    const result = clip && state.results.get(clip.SOPInstanceUID);
    const taskId = saliencyTaskId(state);
    if (!clip || !result || state.model.phase !== 'ready') {
      return undefined;
    }
    const task = state.model.manifest.tasks.find(({ id }) => id === taskId);
    const saliencyOf = (frameIndex: number) => {
      const map = this.parts.saliencyForFrame(clip.SOPInstanceUID, frameIndex);
      return map?.frameIndex === frameIndex ? map : undefined;
    };
    const { frameIndices } = result;
    return task && frameIndices.every(saliencyOf)
      ? { clip, task, frameIndices, saliencyOf }
      : undefined;
  }

  /** Never rejects. */
  storeCapture(): Promise<void> {
    return this.transfer('capture', async (onPrepared) => {
      const report = this.requireReport();
      const capturable = this.capturable();
      if (!capturable) {
        throw new Error('Attention maps are not computed for all frames yet.');
      }
      const { clip, task } = capturable;
      const { viewer, session } = this.parts;
      const { saliency, contours } = session.get();
      const ofClip = contours.clips.get(clip.SOPInstanceUID);
      const { segmentation } = contours;
      const { captureOverlay, secondaryCapture } = await import('./stored-objects');
      const capture = await captureOverlay(
        {
          ...capturable,
          taskName: task.name,
          saliency,
          ...(ofClip &&
            contours.visible &&
            segmentation.phase === 'ready' && {
              contours: {
                ofClip,
                parts: contours.parts,
                model: `${segmentation.manifest.name} ${segmentation.manifest.version}`,
              },
            }),
          report,
          viewer,
        },
        onPrepared,
      );
      const source = this.sourceOf(clip.displaySetInstanceUID);
      const series = this.newSeries(`saliency ${task.id}`);
      return {
        dataset: secondaryCapture(capture, source, series, this.studyContext().deviceUid),
        transferSyntaxUID: TransferSyntax.JPEGBaseline8Bit,
      };
    });
  }

  private async transfer(
    kind: TransferKind,
    prepare: (onPrepared: (part: number) => void) => Promise<Prepared>,
  ): Promise<void> {
    if (this.store.get().transfer) {
      return;
    }
    const { archive, viewer } = this.parts;
    const strings = stringsFor(viewer.language()).report;
    this.store.set({ outcome: undefined });
    const sent = this.send(kind, prepare);
    viewer.notifyProgress(
      strings.storing[kind],
      sent.then(({ receipt: { warning } }) =>
        [strings.stored[kind], warning].filter(Boolean).join(' '),
      ),
    );
    try {
      const { object, receipt } = await sent;
      this.store.set({ outcome: { kind, ...receipt } });
      await archive.refresh(object.StudyInstanceUID);
    } catch (error) {
      this.store.set({ outcome: { kind, problem: sentenceOf(error) } });
    } finally {
      this.store.set({ transfer: undefined });
    }
  }

  private async send(
    kind: TransferKind,
    prepare: (onPrepared: (part: number) => void) => Promise<Prepared>,
  ): Promise<{ object: ObjectToStore; receipt: StoreReceipt }> {
    const progress = (phase: Transfer['phase'], part: number) =>
      this.store.set({ transfer: { kind, phase, part } });
    progress('preparing', 0);
    const { dataset, transferSyntaxUID } = await prepare((part) => progress('preparing', part));
    const { encodePart10 } = await import('./stored-objects');
    const part10 = encodePart10(dataset, {
      TransferSyntaxUID: transferSyntaxUID,
      ImplementationClassUID: implementationClassUid.plugin,
    });
    const object = {
      StudyInstanceUID: String(dataset.StudyInstanceUID),
      SeriesInstanceUID: String(dataset.SeriesInstanceUID),
      SOPInstanceUID: String(dataset.SOPInstanceUID),
      part10,
    };
    progress('sending', 0);
    const receipt = await this.parts.archive.store(object, (part) => progress('sending', part));
    return { object, receipt };
  }

  private requireReport(): Report {
    const report = this.report();
    if (!report) {
      throw new Error('No finished results to store: analyse the selected clips first.');
    }
    return report;
  }

  private sourceOf(displaySetInstanceUID: string): SourceInstance {
    const displaySet = this.parts.viewer
      .displaySets()
      .find((candidate) => candidate.displaySetInstanceUID === displaySetInstanceUID);
    return readSourceInstance(displaySet?.instances?.[0] ?? displaySet?.instance);
  }

  /**
   * Series Number after all others of the study, so that the host does not show the series first.
   */
  private newSeries(what: string) {
    const { seriesDescription } = this.parts.config().report;
    return {
      seriesNumber:
        1 + Math.max(...this.parts.viewer.displaySets().map((of) => seriesNumberOf(of) ?? 0), 0),
      seriesDescription: `${seriesDescription} ${what}`.slice(0, 64),
    };
  }

  private change(how: (decisions: Decisions) => Decisions): void {
    const key = this.keyOfResults();
    if (key === undefined) {
      return;
    }
    const decisions = how(this.store.get().decisions);
    this.decided.set(key, withoutMeasured(decisions));
    this.measured.keep(this.parts.session.get(), decisions);
    this.store.set({ decisions });
  }

  private followResults(): void {
    const key = this.keyOfResults();
    const decisions: Decisions = new Map([
      ...((key === undefined ? undefined : this.decided.get(key)) ?? []),
      ...this.measured.shown(this.parts.session.get()),
    ]);
    if (!isSame(decisions, this.store.get().decisions)) {
      this.store.set({ decisions });
    }
  }

  /** Identifies results as they are shown: another run that shows the same numbers has the same key. */
  private keyOfResults(): string | undefined {
    const { model, ...state } = this.parts.session.get();
    const reading = finalReading({ model, ...state });
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

  /** Once for each clip of a visit: what the reader then takes back stays away. */
  private restoreStoredEdits(): void {
    const { clips: known, contours } = this.parts.session.get();
    const { earlier, restored } = this.store.get();
    const { segmentation } = contours;
    if (segmentation.phase !== 'ready' || earlier.length === 0) {
      return;
    }
    for (const clip of known) {
      const { SOPInstanceUID: uid } = clip;
      const stored = restored.has(uid)
        ? undefined
        : editsToRestore(uid, contours.clips.get(uid), segmentation.manifest, earlier);
      if (stored) {
        this.store.set({ restored: new Map(this.store.get().restored).set(uid, stored.report) });
        this.parts.restoreEdits(clip, stored.edits);
      }
    }
  }

  private lookForEarlierReports(): void {
    const earlier = earlierReports(this.parts.viewer.displaySets());
    const uids = (reports: readonly EarlierReport[]) =>
      reports.map(({ SOPInstanceUID }) => SOPInstanceUID).join(' ');
    if (uids(earlier) !== uids(this.store.get().earlier)) {
      this.store.set({ earlier });
    }
  }
}

export interface Capturable {
  readonly clip: Clip;
  readonly task: Task;
  readonly frameIndices: readonly number[];
  readonly saliencyOf: (frameIndex: number) => FrameSaliency | undefined;
}

interface Prepared {
  readonly dataset: NaturalizedDataset;
  readonly transferSyntaxUID: string;
}

/** Undefined while results are provisional. */
function finalReading(state: SessionState): Reading | undefined {
  const reading = readingOf(state);
  return reading && isFinal(reading) ? reading : undefined;
}
