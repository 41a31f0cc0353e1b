import type { Task } from '@echonet/models';
import type { Clip } from '../clips/clip';
import type { EchoNetConfig } from '../config';
import type { Viewer } from '../host/viewer';
import { isFinal, readingOf } from '../results/reading';
import type { Reading } from '../results/reading';
import { seriesNumberOf } from '../clips/numbers';
import { sentenceOf } from '../sentence';
import type { FrameSaliency } from '../saliency/saliency';
import { activeClip, saliencyTaskId } from '../session/state';
import type { ClipResult, SessionState } from '../session/state';
import { createStore } from '../session/store';
import type { Store } from '../session/store';
import { stringsFor } from '../strings';
import type { Archive } from './archive/archive';
import { captureOverlay } from './capture/capture-overlay';
import { secondaryCapture } from './capture/secondary-capture';
import { decide, decideAll } from './decisions';
import type { Decision, Decisions, ReaderDecision } from './decisions';
import type { NaturalDataset } from './dicom/dataset';
import { readSourceInstance } from './dicom/source-instance';
import type { SourceInstance } from './dicom/source-instance';
import { earlierReports } from './earlier/earlier-reports';
import type { EarlierReport } from './earlier/earlier-reports';
import { reportCsv } from './export/csv';
import { identifiersOf } from './export/identifiers';
import { reportJson } from './export/json';
import { reportText } from './export/text';
import { reportOf } from './report';
import type { Report } from './report';
import { structuredReport } from './sr/structured-report';

/** What can go to the archive. */
export type TransferKind = 'report' | 'capture';

/** What is on its way to the archive. */
export interface Transfer {
  readonly kind: TransferKind;
  readonly phase: 'preparing' | 'sending';
  /** 0 to 1. */
  readonly part: number;
}

/** What the panel shows of reports. */
export interface ReportState {
  readonly decisions: Decisions;
  readonly transfer?: Transfer;
  /** What came of the last transfer: stored, unless there is a problem, as a full sentence. */
  readonly outcome?: { readonly kind: TransferKind; readonly problem?: string };
  /** Reports of ours that the study holds, the newest first. */
  readonly earlier: readonly EarlierReport[];
}

/** What a desk works with. */
export interface ReportServiceParts {
  readonly session: Store<SessionState>;
  readonly viewer: Viewer;
  readonly archive: Archive;
  readonly config: () => EchoNetConfig;
  /** The map of a frame for what saliency explains, as Saliency.forFrame. */
  readonly saliencyForFrame: (
    SOPInstanceUID: string,
    frameIndex: number,
  ) => FrameSaliency | undefined;
}

/** A file for the reader to keep. */
export interface ReportFile {
  readonly name: string;
  readonly type: string;
  readonly text: string;
}

/** The reader's decisions on results, and every way for results to leave the viewer. */
export class ReportService {
  readonly store: Store<ReportState> = createStore<ReportState>({
    decisions: new Map(),
    earlier: [],
  });
  /** Decisions by the results that they are on; they come back with them. */
  private readonly decided = new Map<string, Decisions>();
  private readonly resultNumbers = new WeakMap<ClipResult, number>();
  private resultCount = 0;
  private stopListening: (() => void) | undefined;

  constructor(private readonly parts: ReportServiceParts) {}

  /** Follows the viewer's study and the session's results from now on. */
  open(): void {
    this.close();
    const { session, viewer } = this.parts;
    const endings = [
      session.subscribe(() => this.followResults()),
      viewer.onChange(() => this.lookForEarlierReports()),
    ];
    this.stopListening = () => endings.forEach((end) => end());
    this.followResults();
    this.lookForEarlierReports();
  }

  /** Puts away what belongs to the study; decisions stay with the results that are remembered. */
  close(): void {
    this.stopListening?.();
    this.stopListening = undefined;
    this.store.set({ decisions: new Map(), outcome: undefined, earlier: [] });
  }

  /** Accepts or rejects one result; the same once more takes it back. */
  decide(taskId: string, decision: Decision): void {
    this.change((decisions) => decide(decisions, taskId, this.made(decision)));
  }

  /** Accepts or rejects all results; the same once more takes it back. */
  decideAll(decision: Decision): void {
    const { model } = this.parts.session.get();
    if (model.phase !== 'ready') return;
    const taskIds = model.manifest.tasks.map(({ id }) => id);
    this.change((decisions) => decideAll(decisions, taskIds, this.made(decision)));
  }

  private made(decision: Decision): ReaderDecision {
    return { decision, date: new Date(), reader: this.parts.viewer.reader() };
  }

  /** What is reported at this moment; undefined while numbers still change. */
  report(): Report | undefined {
    const state = this.parts.session.get();
    const reading = finalReading(state);
    if (!reading || state.model.phase !== 'ready') return undefined;
    return reportOf({
      manifest: state.model.manifest,
      reading,
      decisions: this.store.get().decisions,
      date: new Date(),
      note: this.parts.config().report.note,
      reader: this.parts.viewer.reader(),
    });
  }

  /** The report as text to paste; nothing of the patient. */
  text(): string {
    const report = this.report();
    if (!report) return '';
    const strings = stringsFor(this.parts.viewer.language());
    return reportText(report, strings, this.parts.config().report.heading);
  }

  /**
   * The report as a file.
   *
   * @param isIdentified whether patient and UIDs are in it; otherwise nothing tells whose it is
   */
  file(format: 'json' | 'csv', isIdentified: boolean): ReportFile | undefined {
    const report = this.report();
    if (!report) return undefined;
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

  /** Stores the results as a structured report; never rejects. */
  storeReport(): Promise<void> {
    return this.transfer('report', () => {
      const report = this.requireReport();
      const sources = new Map(
        report.clips.map(({ SOPInstanceUID, displaySetInstanceUID }) => [
          SOPInstanceUID,
          this.sourceOf(displaySetInstanceUID),
        ]),
      );
      return Promise.resolve({
        dataset: structuredReport(report, sources, this.newSeries('results')),
        transferSyntax: 'explicitLittleEndian' as const,
      });
    });
  }

  /** The clip whose overlay is complete and can be stored; undefined where there is none. */
  capturable(): Capturable | undefined {
    const state = this.parts.session.get();
    const clip = activeClip(state);
    const result = clip && state.results.get(clip.SOPInstanceUID);
    const taskId = saliencyTaskId(state);
    if (!clip || !result || state.model.phase !== 'ready') return undefined;
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

  /** Stores the overlay of the active clip as a secondary capture; never rejects. */
  storeCapture(): Promise<void> {
    return this.transfer('capture', async (onPrepared) => {
      const report = this.requireReport();
      const capturable = this.capturable();
      if (!capturable) throw new Error('Attention maps are not computed for all frames yet.');
      const { clip, task } = capturable;
      const { viewer, session } = this.parts;
      const { saliency } = session.get();
      const capture = await captureOverlay(
        { ...capturable, taskName: task.name, saliency, report, viewer },
        onPrepared,
      );
      const source = this.sourceOf(clip.displaySetInstanceUID);
      const series = this.newSeries(`saliency ${task.id}`);
      return {
        dataset: secondaryCapture(capture, source, series),
        transferSyntax: 'jpegBaseline' as const,
      };
    });
  }

  /** Prepares, sends and tells what came of it. */
  private async transfer(
    kind: TransferKind,
    prepare: (onPrepared: (part: number) => void) => Promise<Prepared>,
  ): Promise<void> {
    if (this.store.get().transfer) return;
    const { archive, viewer } = this.parts;
    const strings = stringsFor(viewer.language()).report;
    this.store.set({ outcome: undefined });
    const sent = this.send(kind, prepare);
    viewer.notifyProgress(
      strings.storing[kind],
      sent.then(() => strings.stored[kind]),
    );
    try {
      const { StudyInstanceUID } = await sent;
      this.store.set({ outcome: { kind } });
      await archive.refresh(String(StudyInstanceUID));
    } catch (error) {
      this.store.set({ outcome: { kind, problem: sentenceOf(error) } });
    } finally {
      this.store.set({ transfer: undefined });
    }
  }

  /** @returns what was sent */
  private async send(
    kind: TransferKind,
    prepare: (onPrepared: (part: number) => void) => Promise<Prepared>,
  ): Promise<NaturalDataset> {
    const progress = (phase: Transfer['phase'], part: number) =>
      this.store.set({ transfer: { kind, phase, part } });
    progress('preparing', 0);
    const { dataset, transferSyntax: name } = await prepare((part) => progress('preparing', part));
    // Only who stores something needs dcmjs.
    const { encodePart10, transferSyntax } = await import('./dicom/part10');
    const part10 = encodePart10(dataset, transferSyntax[name]);
    progress('sending', 0);
    await this.parts.archive.store(part10, (part) => progress('sending', part));
    return dataset;
  }

  private requireReport(): Report {
    const report = this.report();
    if (!report) throw new Error('No finished results to store: analyse the selected clips first.');
    return report;
  }

  private sourceOf(displaySetInstanceUID: string): SourceInstance {
    const displaySet = this.parts.viewer
      .displaySets()
      .find((candidate) => candidate.displaySetInstanceUID === displaySetInstanceUID);
    return readSourceInstance(displaySet?.instances?.[0] ?? displaySet?.instance);
  }

  /** After all others of the study, so that the host does not show it first. */
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
    if (key === undefined) return;
    const decisions = how(this.store.get().decisions);
    this.decided.set(key, decisions);
    this.store.set({ decisions });
  }

  private followResults(): void {
    const key = this.keyOfResults();
    const decisions = (key === undefined ? undefined : this.decided.get(key)) ?? noDecisions;
    if (decisions !== this.store.get().decisions) this.store.set({ decisions });
  }

  /** The same for the same results, and another for those of another run. */
  private keyOfResults(): string | undefined {
    const reading = finalReading(this.parts.session.get());
    return reading?.clips
      .map(({ result }) => {
        const known = this.resultNumbers.get(result);
        const number = known ?? ++this.resultCount;
        if (known === undefined) this.resultNumbers.set(result, number);
        return number;
      })
      .join(' ');
  }

  private lookForEarlierReports(): void {
    const earlier = earlierReports(this.parts.viewer.displaySets());
    const uids = (reports: readonly EarlierReport[]) =>
      reports.map(({ SOPInstanceUID }) => SOPInstanceUID).join(' ');
    if (uids(earlier) !== uids(this.store.get().earlier)) this.store.set({ earlier });
  }
}

/** A clip with maps of all frames that were read. */
export interface Capturable {
  readonly clip: Clip;
  readonly task: Task;
  readonly frameIndices: readonly number[];
  readonly saliencyOf: (frameIndex: number) => FrameSaliency | undefined;
}

/** An object that is ready to be sent. */
interface Prepared {
  readonly dataset: NaturalDataset;
  readonly transferSyntax: 'explicitLittleEndian' | 'jpegBaseline';
}

const noDecisions: Decisions = new Map();

/** The reading, once its numbers do not change any more. */
function finalReading(state: SessionState): Reading | undefined {
  const reading = readingOf(state);
  return reading && isFinal(reading) ? reading : undefined;
}
