import type { Clip } from '../clips/clip';
import { ClipService } from '../clips/clip-service';
import type { EchoNetConfig } from '../config';
import { ContourComparison } from '../contours/compare-contours';
import { ContourService } from '../contours/contour-service';
import { collectDiagnostics } from '../diagnostics/diagnostics';
import { AutoRun } from '../inference/auto-run';
import { RunService } from '../inference/run-service';
import { WorkerSupervisor } from '../inference/worker-supervisor';
import { MeasurementListService } from '../measurement-list/measurement-list-service';
import { Demonstration } from '../models/demonstration';
import { type ModelParts, ModelService } from '../models/model-service';
import type { PriorReports } from '../host/prior-reports';
import { MeasurementService } from '../measurements/measurement-service';
import type { FoundModel, FoundSegmentation } from '../models/model-sources';
import type { OfferedSegmentation } from '../models/offered-segmentations';
import { OcclusionTest } from '../occlusion/occlusion-test';
import { emptyPanel, type PanelTab } from '../panel/state';
import type { Archive } from '../report/archive/archive';
import { ReportService } from '../report/report-service';
import { hasUnstoredDecisions } from '../report/unstored';
import { SaliencyService } from '../saliency/saliency-service';
import { StudyService } from '../study/study-service';
import { ViewChecks } from '../views/view-checks';
import { refreshToolbarOnChange } from './refresh-toolbar';
import { emptyState, type SessionState } from './state';
import { createStore, type Store } from './store';

/** What a session depends on; tests replace it part by part. */
export interface SessionParts extends ModelParts {
  readonly archive: Archive;
  readonly priorReports: PriorReports;
  /** Resolves to undefined where the models come without a view classifier. */
  readonly findViewClassifier: () => Promise<FoundModel | undefined>;
  /** Resolves to undefined where there is no quality model. */
  readonly findQualityModel: () => Promise<FoundModel | undefined>;
  /** Resolves to undefined where there is no segmentation model. */
  readonly findSegmentationModel: () => Promise<FoundSegmentation | undefined>;
  /** Never rejects. */
  readonly offeredSegmentations: () => Promise<readonly OfferedSegmentation[]>;
}

/**
 * One visit to the EchoNet mode: composes the services of the features over one store. Components
 * unmount with their tabs; the session lasts until the mode is left.
 */
export class Session {
  readonly store: Store<SessionState>;
  readonly clips: ClipService;
  readonly models: ModelService;
  readonly demonstration: Demonstration;
  readonly views: ViewChecks;
  readonly contours: ContourService;
  readonly contourComparison: ContourComparison;
  readonly runs: RunService;
  readonly study: StudyService;
  readonly measurements: MeasurementService;
  readonly saliency: SaliencyService;
  readonly occlusionTest: OcclusionTest;
  readonly reports: ReportService;
  private readonly measurementList: MeasurementListService;
  private readonly workers: WorkerSupervisor;
  private readonly autoRun: AutoRun;
  private readonly autoViews: AutoRun;
  private stopListening: (() => void) | undefined;
  /** For the diagnostics; a full sentence. */
  private lastError: string | undefined;

  constructor(private readonly parts: SessionParts) {
    const { viewer, archive } = parts;
    const config = () => parts.config;
    const keepError = (reason: string) => {
      this.lastError = reason;
    };
    this.store = createStore<SessionState>({ ...emptyState, configProblem: parts.configProblem });
    const { store } = this;
    const workers = new WorkerSupervisor(parts, viewer, {
      onBackend: (backend) => store.set({ backend }),
      onSwitch: (switched) => {
        keepError(switched);
        store.set({ switched });
      },
      onStartProgress: (progress) => {
        const { run } = store.get();
        if (progress.phase === 'download' && run?.phase === 'starting') {
          store.set({ run: { ...run, download: progress } });
        }
      },
    });
    this.workers = workers;
    this.saliency = new SaliencyService(store, viewer, workers, config);
    this.occlusionTest = new OcclusionTest(store, viewer, workers, {
      onStart: () => this.saliency.pause(),
      onEnd: () => this.saliency.explainShownClips(),
    });
    this.clips = new ClipService(store, viewer, {
      onRemoved: (removed, isStudyLeft) => this.forgetClips(removed, isStudyLeft),
      onListed: () => {
        this.autoRun.onClipsListed();
        this.autoViews.onClipsListed();
        void this.models.followClips();
        this.runs.recall();
        this.contours.recall();
      },
      onActivated: () => {
        this.occlusionTest.stopDrawing();
        this.saliency.restart();
      },
      onUnchanged: () => this.saliency.explainShownClips(),
    });
    this.views = new ViewChecks(
      store,
      viewer,
      workers,
      () => parts.findViewClassifier(),
      () => parts.findQualityModel(),
      () => this.contours.model(),
      () => this.clips.suggest(),
    );
    this.contours = new ContourService(store, viewer, workers, () => parts.findSegmentationModel());
    this.contourComparison = new ContourComparison(store, parts, () => this.makeWay());
    this.models = new ModelService(store, parts, {
      onLoading: () => {
        void this.views.find();
        void this.contours.find();
      },
      onReady: () => {
        void this.demonstration.find();
        this.runs.recall();
        this.contours.recall();
      },
      onReplace: () => this.forgetResults(new Error('Another model was chosen.')),
      onCompare: () => this.makeWay(),
      onFailure: keepError,
    });
    this.demonstration = new Demonstration(store, parts, () => this.saliency.pause());
    const { clips, models, views, contours } = this;
    this.runs = new RunService(
      { store, viewer, workers, clips, models, views, contours, config },
      {
        onStart: () => {
          this.saliency.pause();
          this.occlusionTest.stop();
        },
        onEnd: () => this.saliency.resume(),
        onResult: ({ SOPInstanceUID }) => this.saliency.forget(SOPInstanceUID),
        onFailure: keepError,
      },
    );
    this.study = new StudyService({ store, clips, models, views, runs: this.runs, config });
    this.measurements = new MeasurementService(store, viewer, parts.priorReports);
    this.autoRun = new AutoRun(
      () => parts.config.autoRun,
      () => this.runs.startAutomatically(),
    );
    this.autoViews = new AutoRun(
      () => parts.config.identifyViews === 'whenIdle' && !parts.config.autoRun,
      () => this.identifyViewsWhenIdle(),
    );
    this.reports = new ReportService({
      session: store,
      viewer,
      archive,
      config,
      saliencyForFrame: (uid, frameIndex) => this.saliency.forFrame(uid, frameIndex),
      restoreEdits: (clip, edits) => contours.edits.restore(clip, edits),
    });
    this.measurementList = new MeasurementListService(store, this.reports, viewer);
  }

  get config(): EchoNetConfig {
    return this.parts.config;
  }

  /** Undefined where the study's data source does not store objects. */
  get archiveName(): string | undefined {
    return this.parts.archive.name();
  }

  /** Whether decisions of the reader that could be stored would be lost with the page. */
  mayLoseDecisions(): boolean {
    return this.archiveName !== undefined && hasUnstoredDecisions(this.reports.store.get());
  }

  /** The viewer's language as a BCP 47 tag, for example "de" or "en-US". */
  language(): string {
    return this.parts.viewer.language();
  }

  /** The hotkey of a command, for example "shift+e"; undefined without one. */
  hotkey(commandName: string): string | undefined {
    return this.parts.viewer.hotkey(commandName);
  }

  /** Of a file beside the extension. */
  fileUrl(file: string): string {
    return new URL(file, this.parts.wasmUrl()).href;
  }

  /** Versions of the viewer and its libraries by name, as far as it exposes them. */
  hostVersions(): Readonly<Record<string, string>> {
    return this.parts.viewer.versions();
  }

  showTab(tab: PanelTab): void {
    this.store.set({ panel: { ...this.store.get().panel, tab } });
  }

  /** A viewport that shows maps and contours has come (1) or gone (-1). */
  countOverlay(change: 1 | -1): void {
    const { panel } = this.store.get();
    this.store.set({ panel: { ...panel, overlayCount: panel.overlayCount + change } });
  }

  /** Lists all clips in the panel, or the chosen ones alone. */
  listClips(areClipsListed: boolean): void {
    this.store.set({ panel: { ...this.store.get().panel, areClipsListed } });
  }

  /** The mode is entered: follows the viewer's study from now on. */
  open(): void {
    this.close();
    const { viewer } = this.parts;
    const stopFollowing = viewer.onChange(() => {
      this.clips.follow();
      this.measurements.follow();
    });
    const stopRefreshing = refreshToolbarOnChange(this.store, viewer);
    this.stopListening = () => {
      stopFollowing();
      stopRefreshing();
    };
    this.clips.follow();
    this.measurements.follow();
    this.reports.open();
    this.measurementList.open();
  }

  /** The mode is left: ends the worker and empties the state. */
  close(): void {
    this.measurementList.close();
    this.reports.close();
    this.stopListening?.();
    this.stopListening = undefined;
    this.forgetStudy(new Error('The EchoNet mode was left.'));
    this.models.reset();
    this.demonstration.clear();
    this.contours.reset();
  }

  /** A bug report as JSON text without patient data. Never rejects. */
  async diagnostics(): Promise<string> {
    const { viewer, config } = this.parts;
    const report = await collectDiagnostics({
      state: this.store.get(),
      worker: this.workers.current,
      config,
      displaySets: viewer.displaySets(),
      hostVersions: viewer.versions(),
      lastError: this.store.get().saliency.problem ?? this.lastError,
    });
    return JSON.stringify(report, null, 2);
  }

  private async identifyViewsWhenIdle(): Promise<void> {
    await this.models.load();
    await this.views.find();
    const { model, views } = this.store.get();
    if (model.phase === 'ready' && views.classifier.phase === 'ready') {
      await this.views.checkAll('in idle time');
    }
  }

  /** For work that needs the processor for itself. */
  private makeWay(): void {
    this.runs.cancel();
    this.saliency.pause();
  }

  private forgetClips(clips: readonly Clip[], isStudyLeft: boolean): void {
    if (isStudyLeft) {
      this.forgetStudy(new Error('The study was left.'));
      return;
    }
    this.runs.forget(clips);
    for (const { SOPInstanceUID } of clips) {
      this.saliency.forget(SOPInstanceUID);
      this.contours.forget(SOPInstanceUID);
    }
  }

  /** Ends all work and the worker, and drops what was computed. */
  private forgetResults(reason: Error): void {
    this.study.clear();
    this.runs.clear(reason);
    this.saliency.clear();
    this.contours.clear();
    this.occlusionTest.close();
    this.models.endComparison();
    this.contourComparison.end();
    this.demonstration.forgetResults();
    this.workers.close();
    this.lastError = undefined;
    this.store.set({ backend: undefined, switched: undefined });
  }

  /** As forgetResults, and drops the clips too; the models stay. */
  private forgetStudy(reason: Error): void {
    this.forgetResults(reason);
    this.views.close();
    this.autoRun.close();
    this.autoViews.close();
    this.clips.clear();
    this.measurements.clear();
    this.saliency.reset();
    const { overlayCount } = this.store.get().panel;
    this.store.set({ panel: { ...emptyPanel.panel, overlayCount } });
  }
}
