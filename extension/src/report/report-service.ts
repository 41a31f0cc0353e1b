import type { Clip } from '../clips/clip';
import type { EchoNetConfig } from '../config';
import type { ReaderEdits } from '../contours/state';
import type { Viewer } from '../host/viewer';
import type { SessionState } from '../session/state';
import { createStore, type Store } from '../session/store';
import { stringsFor } from '../strings';
import type { Archive } from './archive/archive';
import { type Capturable, capturableClip, type SaliencyForFrame } from './capture/capturable';
import { EarlierReportService } from './earlier/earlier-report-service';
import { waitingReport } from './earlier/waiting-report';
import { identifiersOf } from './export/identifiers';
import { reportFile, type ReportFile, type ReportFormat } from './export/report-file';
import { reportText } from './export/text';
import {
  newAcceptedReport,
  newCapture,
  newReport,
  type ObjectSources,
  sourceOf,
} from './new-objects';
import { PdfService } from './pdf/pdf-service';
import { ReaderDecisions } from './reader-decisions';
import type { Report } from './report';
import { reportOfSession } from './report-of-session';
import { emptyReport, type ReportState } from './state';
import { hasAccepted } from './sentences/accepted-statements';
import { ReportingSystem } from './reporting-system/reporting-system';
import { Transfers } from './transfers';

export interface ReportServiceParts {
  readonly session: Store<SessionState>;
  readonly viewer: Viewer;
  readonly archive: Archive;
  readonly config: () => EchoNetConfig;
  readonly saliencyForFrame: SaliencyForFrame;
  readonly restoreEdits: (clip: Clip, edits: ReaderEdits) => void;
}

/** The report on the session's results with the reader's decisions, its export and its storage. */
export class ReportService {
  readonly store: Store<ReportState> = createStore(emptyReport);
  readonly decisions: ReaderDecisions;
  readonly pdf: PdfService;
  readonly reportingSystem: ReportingSystem;
  private readonly earlier: EarlierReportService;
  private readonly transfers: Transfers;
  private stopListening: (() => void) | undefined;

  constructor(private readonly parts: ReportServiceParts) {
    const { session, viewer, archive, config, restoreEdits } = parts;
    this.decisions = new ReaderDecisions(this.store, session, viewer);
    this.earlier = new EarlierReportService(this.store, session, viewer, restoreEdits);
    this.transfers = new Transfers(this.store, viewer, archive);
    this.pdf = new PdfService({
      ...{ viewer, config, transfers: this.transfers },
      report: () => this.report(),
      clips: () => session.get().clips,
    });
    this.reportingSystem = new ReportingSystem({
      ...{ viewer, config, transfers: this.transfers },
      report: () => this.report(),
    });
  }

  /** Observes the viewer's study and the session's results. */
  open(): void {
    this.close();
    const { session, viewer } = this.parts;
    const endings = [
      session.subscribe(() => {
        this.earlier.restoreStoredEdits();
        this.decisions.followResults();
      }),
      viewer.onChange(() => this.earlier.followStudy()),
    ];
    this.stopListening = () => endings.forEach((end) => end());
    this.decisions.followResults();
    this.earlier.followStudy();
  }

  /** Drops the state of the study; decisions on remembered results stay. */
  close(): void {
    this.stopListening?.();
    this.stopListening = undefined;
    this.store.set({ ...emptyReport, outcome: undefined });
  }

  /** Whether age, sex, weight and height, which the patient's record has, are stored as inferred. */
  includeTraits(isIncluded: boolean): void {
    this.store.set({ includesTraits: isIncluded });
  }

  /** Undefined while results are provisional. */
  report(): Report | undefined {
    const { session, viewer, config } = this.parts;
    const { decisions, includesTraits } = this.store.get();
    return reportOfSession(session.get(), {
      decisions,
      includesTraits,
      decisionsOnMeasured: (SOPInstanceUID) => this.decisions.onMeasured(SOPInstanceUID),
      note: config().report.note,
      reader: viewer.reader(),
    });
  }

  /** Whether text and PDF have anything to say. */
  isAnyAccepted(): boolean {
    const report = this.report();
    return report !== undefined && hasAccepted(report);
  }

  /** The report as text, without patient data; empty while results are provisional. */
  text(): string {
    const report = this.report();
    if (!report) {
      return '';
    }
    const strings = stringsFor(this.parts.viewer.language());
    return reportText(report, strings, this.parts.config().report);
  }

  /** @param isIdentified whether the file contains Patient ID and UIDs */
  file(format: ReportFormat, isIdentified: boolean): ReportFile | undefined {
    const report = this.report();
    if (!report) {
      return undefined;
    }
    const identifiers = isIdentified
      ? identifiersOf(sourceOf(this.parts.viewer, report.clips[0].displaySetInstanceUID))
      : undefined;
    return reportFile(report, format, identifiers);
  }

  /** Never rejects. */
  storeReport(): Promise<void> {
    return this.transfers.start('report', async () => newReport(this.objectSources()));
  }

  /** Stores the waiting automatic report as accepted by the reader. Never rejects. */
  acceptWaiting(): Promise<void> {
    return this.transfers.start('report', () => {
      const waiting = waitingReport(this.store.get().earlier);
      if (!waiting) {
        throw new Error('No automatic report of this study waits for a reader.');
      }
      if (waiting.isOfImport) {
        throw new Error(
          'The automatic report has values of an imported network that nobody evaluated here: analyse the clips and accept them one by one.',
        );
      }
      const { viewer, config } = this.parts;
      return newAcceptedReport({ viewer, config: config().report }, waiting);
    });
  }

  /** The active clip if the maps of all its frames are computed. */
  capturable(): Capturable | undefined {
    return capturableClip(this.parts.session.get(), this.parts.saliencyForFrame);
  }

  /** Never rejects. */
  storeCapture(): Promise<void> {
    return this.transfers.start('capture', async (onPrepared) => {
      const sources = this.objectSources();
      const capturable = this.capturable();
      if (!capturable) {
        throw new Error('Attention maps are not computed for all frames yet.');
      }
      return newCapture(sources, capturable, this.parts.session.get(), onPrepared);
    });
  }

  /** @throws Error while results are provisional */
  private objectSources(): ObjectSources {
    const { viewer, config } = this.parts;
    const report = this.report();
    if (!report) {
      throw new Error('No finished results to store: analyse the selected clips first.');
    }
    return { report, viewer, config: config().report, earlier: this.store.get().earlier };
  }
}
