import { listClips } from '../clips/clip';
import type { Clip } from '../clips/clip';
import { readPatient } from '../clips/patient';
import type { Thumbnail } from '../clips/thumbnail';
import type { EchoNetConfig } from '../config';
import type { Viewer } from '../host/viewer';
import { checkFiles } from '../models/check-files';
import { ModelComparison } from '../models/compare-models';
import { withDepartmentTasks } from '../models/department-tasks';
import type { FoundModel } from '../models/model-sources';
import type { OfferedModel } from '../models/offered-models';
import type { Archive } from '../report/archive/archive';
import { ReportService } from '../report/report-service';
import { stringsFor } from '../strings';
import { followViewport, keepChoice, tick } from '../clips/choice';
import { AutoRun } from '../inference/auto-run';
import { ClipRuns } from '../inference/clip-runs';
import { collectDiagnostics } from '../diagnostics/diagnostics';
import { chosenClips, clipsToRead } from '../results/reading';
import { Saliency } from '../saliency/saliency';
import { SaliencyRuns } from '../saliency/saliency-runs';
import { sentenceOf } from '../sentence';
import { activeClip, emptyState } from './state';
import type { SessionState } from './state';
import { createStore } from './store';
import type { Store } from './store';
import { Thumbnails } from '../clips/thumbnails';
import { ViewChecks } from '../views/view-checks';
import { OcclusionTest } from '../occlusion/occlusion-test';
import { WorkerSupervisor } from '../inference/worker-supervisor';
import type { WorkerParts } from '../inference/worker-supervisor';

/** What a session is made of; replaced one by one in tests. */
export interface SessionParts extends WorkerParts {
  readonly viewer: Viewer;
  readonly archive: Archive;
  readonly config: EchoNetConfig;
  readonly configProblem?: string;
  readonly findModel: () => Promise<FoundModel>;
  /** All models that can be chosen; never rejects. */
  readonly offeredModels: () => Promise<readonly OfferedModel[]>;
  /** Undefined where there is none. */
  readonly findViewClassifier: () => Promise<FoundModel | undefined>;
}

/** The network reads 20 frames, one per 100 ms, unless its manifest says otherwise. */
const wantedMs = 1900;

/**
 * One visit to the mode: the clips, the runs, their results and the saliency maps. Components come
 * and go with their tabs; this stays until the mode is left.
 */
export class Session {
  readonly store: Store<SessionState>;
  /** Decisions on the results, and where these go. */
  readonly reports: ReportService;
  /** The experiment of covering a part of a clip. */
  readonly occlusionTest: OcclusionTest;
  /** Which views the clips show. */
  readonly views: ViewChecks;
  /** Where the network looked. */
  readonly saliency: Saliency;
  private readonly workers: WorkerSupervisor;
  private readonly clipRuns: ClipRuns;
  private readonly saliencyRuns: SaliencyRuns;
  private readonly thumbnails: Thumbnails;
  private readonly autoRun: AutoRun;
  private readonly comparison: ModelComparison;
  private stopListening: (() => void) | undefined;
  /** The last thing that went wrong, for bug reports. */
  private lastError: string | undefined;

  constructor(private readonly parts: SessionParts) {
    this.store = createStore<SessionState>({ ...emptyState, configProblem: parts.configProblem });
    this.workers = new WorkerSupervisor(parts, parts.viewer, {
      onBackend: (backend) => this.store.set({ backend }),
      onSwitch: (switched) => {
        this.lastError = switched;
        this.store.set({ switched });
      },
      onStartProgress: (progress) => {
        const { run } = this.store.get();
        if (progress.phase !== 'download' || run?.phase !== 'starting') return;
        this.store.set({ run: { ...run, download: progress } });
      },
    });
    this.saliencyRuns = new SaliencyRuns(this.store, parts.viewer, this.workers);
    this.saliency = new Saliency(this.store, parts.viewer, this.saliencyRuns, parts.config);
    this.occlusionTest = new OcclusionTest(this.store, parts.viewer, this.workers, {
      onStart: () => this.saliencyRuns.stop(),
      onEnd: () => void this.saliencyRuns.explainShownClips(),
    });
    this.views = new ViewChecks(
      this.store,
      parts.viewer,
      this.workers,
      () => parts.findViewClassifier(),
      () => this.chooseBest(),
    );
    this.clipRuns = new ClipRuns(this.store, parts.viewer, this.workers, this.views, {
      onResult: ({ SOPInstanceUID }) => this.saliencyRuns.maps.forget(SOPInstanceUID),
      onFailure: (reason) => (this.lastError = reason),
    });
    this.autoRun = new AutoRun(
      () => this.config.autoRun,
      () => this.checkAndRun(),
    );
    this.thumbnails = new Thumbnails(parts.viewer);
    this.reports = new ReportService({
      session: this.store,
      viewer: parts.viewer,
      archive: parts.archive,
      config: () => parts.config,
      saliencyForFrame: (uid, frameIndex) => this.saliency.forFrame(uid, frameIndex),
    });
    this.comparison = new ModelComparison(parts, (comparison) => this.store.set({ comparison }));
  }

  /** What the department has set. */
  get config(): EchoNetConfig {
    return this.parts.config;
  }

  /** What the viewer calls the archive; undefined where the study's source takes no results. */
  get archiveName(): string | undefined {
    return this.parts.archive.name();
  }

  /** The mode is entered: follows the viewer's study from now on. */
  open(): void {
    this.close();
    const stopFollowing = this.parts.viewer.onChange(() => this.followViewer());
    const stopRefreshing = this.keepToolbarFresh();
    this.stopListening = () => {
      stopFollowing();
      stopRefreshing();
    };
    this.followViewer();
    this.reports.open();
  }

  /** The mode is left: ends the worker and empties the panel; results come back with their clips. */
  close(): void {
    this.reports.close();
    this.stopListening?.();
    this.stopListening = undefined;
    this.forgetStudy(new Error('The EchoNet mode was left.'));
  }

  /** Finds the model and reads what it says about itself, unless that is done; never rejects. */
  async loadManifest(): Promise<void> {
    const { phase } = this.store.get().model;
    if (phase === 'loading' || phase === 'ready') return;
    this.store.set({ model: { phase: 'loading' } });
    void this.views.find();
    try {
      this.setModel(await this.parts.findModel());
      this.clipRuns.recall();
    } catch (error) {
      this.lastError = sentenceOf(error);
      this.store.set({ model: { phase: 'failed', reason: this.lastError } });
    }
  }

  /** Looks up which models can be chosen, unless that is done; never rejects. */
  async listModels(): Promise<void> {
    if (this.store.get().offered) return;
    this.store.set({ offered: await this.parts.offeredModels() });
  }

  /** Reads with another model from now on; what the one before has found is forgotten. */
  chooseModel(model: FoundModel): void {
    if (!this.config.actions.chooseModel) return;
    this.forgetReadings(new Error('Another model was chosen.'));
    this.setModel(model);
    this.clipRuns.recall();
  }

  /**
   * Holds all files of a model to their hashes.
   *
   * @throws Error as a sentence that names the file.
   */
  checkModel(model: FoundModel): Promise<void> {
    return checkFiles(model);
  }

  /** Reads the active clip with a second model, beside what the first has found; never rejects. */
  async compareWith(model: FoundModel): Promise<void> {
    const clip = activeClip(this.store.get());
    if (!this.config.actions.compareModels || !clip) return;
    this.cancelRun();
    this.saliencyRuns.stop();
    await this.comparison.read(clip, withDepartmentTasks(model, this.config));
  }

  /** Gives up a comparison, or closes it. */
  endComparison(): void {
    this.comparison.stop();
  }

  /** Shows a clip in the active viewport, which makes it the active one. */
  show({ displaySetInstanceUID }: Clip): void {
    this.parts.viewer.show(displaySetInstanceUID);
  }

  /** A small image of a clip; undefined where there is none. Never rejects. */
  thumbnail(clip: Clip): Promise<Thumbnail | undefined> {
    return this.thumbnails.of(clip);
  }

  /** The language that the reader has set in the viewer, as in "de" or "en-US". */
  language(): string {
    return this.parts.viewer.language();
  }

  /** The key that the reader has for a command, as in "shift+e"; undefined where there is none. */
  hotkey(commandName: string): string | undefined {
    return this.parts.viewer.hotkey(commandName);
  }

  /** Shows one frame (0-based) of a clip, with the cine at rest. */
  showFrame({ displaySetInstanceUID }: Clip, frameIndex: number): void {
    this.parts.viewer.showFrame(displaySetInstanceUID, frameIndex);
  }

  /** Shows the next clip that can be read in the active viewport; after the last, the first. */
  showNextClip(): void {
    const { clips, activeUID } = this.store.get();
    const active = clips.findIndex(({ SOPInstanceUID }) => SOPInstanceUID === activeUID);
    const next = [...clips.slice(active + 1), ...clips.slice(0, active + 1)].find(
      ({ eligibility }) => eligibility.eligible,
    );
    if (next) this.show(next);
  }

  /** Has a clip read with the others, or no longer. */
  choose(SOPInstanceUID: string, isChosen: boolean): void {
    const { clips, choice } = this.store.get();
    const clip = clips.find((candidate) => candidate.SOPInstanceUID === SOPInstanceUID);
    if (clip) this.store.set({ choice: tick(choice, clip, isChosen) });
  }

  /** As run, told by the viewer besides: the panel may be out of sight. Never rejects. */
  async runAnnounced(): Promise<void> {
    const { run: strings } = stringsFor(this.language());
    if (clipsToRead(this.store.get()).length === 0) {
      this.parts.viewer.notify(strings.chooseFirst);
      return;
    }
    const outcome = this.run().then((isComplete) => {
      const { failures } = this.store.get();
      const failed = chosenClips(this.store.get()).flatMap((clip) => {
        return failures.get(clip.SOPInstanceUID) ?? [];
      });
      if (failed.length > 0) throw new Error(failed.join(' '));
      return isComplete ? strings.ended : strings.cancelled;
    });
    this.parts.viewer.notifyProgress(strings.underWay, outcome);
    await outcome.catch(() => undefined);
  }

  /**
   * Reads the chosen clips that have no result, or all of them once all have one; a run that is under
   * way is given up for it. Never rejects.
   *
   * @returns whether it went on to its end
   */
  async run(): Promise<boolean> {
    if (!this.config.actions.run) return false;
    await this.loadManifest();
    const clips = clipsToRead(this.store.get());
    if (clips.length === 0 || this.store.get().model.phase !== 'ready') return false;
    this.saliencyRuns.stop();
    this.occlusionTest.stop();
    this.views.stop();
    this.workers.forgive();
    this.store.set({ switched: undefined });
    this.showOneOf(clips);
    if (!(await this.clipRuns.read(clips))) return false;
    this.saliencyRuns.change({ stopped: false });
    void this.saliencyRuns.explainShownClips();
    return true;
  }

  /** What is read is what the reader sees: a clip on the screen, or the first that is read. */
  private showOneOf(clips: readonly Clip[]): void {
    const { choice, activeUID } = this.store.get();
    if (activeUID !== undefined && !choice.uids.has(activeUID)) this.show(clips[0]);
  }

  /** Scores a clip that the view classifier turns away: the reader has said so. Never rejects. */
  async scoreAnyway(SOPInstanceUID: string): Promise<void> {
    this.views.allow(SOPInstanceUID);
    await this.run();
  }

  /** Gives up the run that is under way; results of earlier runs stay. */
  cancelRun(): void {
    this.clipRuns.cancel();
  }

  /** What a bug report needs, as JSON text; nothing of the patient. Never rejects. */
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

  /** The toolbar asks again whether its buttons can be pressed when the answer may be another. */
  private keepToolbarFresh(): () => void {
    const answers = () => {
      const { run, choice, saliency } = this.store.get();
      return `${run !== undefined} ${choice.uids.size > 0} ${saliency.visible}`;
    };
    let before = answers();
    return this.store.subscribe(() => {
      const now = answers();
      if (now === before) return;
      before = now;
      this.parts.viewer.refreshToolbar();
    });
  }

  private followViewer(): void {
    const { viewer } = this.parts;
    const clips = listClips(viewer.displaySets());
    const active = viewer.activeDisplaySetUID();
    const activeUID = clips.find((clip) => clip.displaySetInstanceUID === active)?.SOPInstanceUID;
    const before = this.store.get();
    const sameClips =
      clips.length === before.clips.length &&
      clips.every(
        (clip, i) => clip.displaySetInstanceUID === before.clips[i].displaySetInstanceUID,
      );
    if (sameClips && activeUID === before.activeUID) {
      // Another viewport may have come, or show another clip.
      void this.saliencyRuns.explainShownClips();
      return;
    }
    if (!sameClips) this.forgetGone(before.clips, clips);
    this.store.set({
      clips: sameClips ? before.clips : clips,
      activeUID,
      patient: sameClips ? before.patient : readPatient(viewer.displaySets()[0]?.instances?.[0]),
    });
    this.followChoice(before);
    if (!sameClips) this.autoRun.clipsChanged();
    if (!sameClips) this.clipRuns.recall();
    if (activeUID !== before.activeUID) {
      this.occlusionTest.stopDrawing();
      this.saliencyRuns.stop();
      this.saliencyRuns.change({ stopped: false, problem: undefined });
      void this.saliencyRuns.explainShownClips();
    }
  }

  /** A viewport that only begins to show something was not filled by the reader. */
  private followChoice(before: SessionState): void {
    const state = this.store.get();
    const kept =
      state.clips === before.clips
        ? state.choice
        : keepChoice(state.choice, state.clips, wantedMs, state.views.checks);
    const wasShown = before.activeUID !== undefined && state.activeUID !== before.activeUID;
    const shown = wasShown ? activeClip(state) : undefined;
    this.store.set({ choice: shown ? followViewport(kept, shown) : kept });
  }

  /** Once views are known, the suggestion may be another clip; what the reader chose stays. */
  private chooseBest(): void {
    const { choice, clips, views } = this.store.get();
    this.store.set({ choice: keepChoice(choice, clips, wantedMs, views.checks) });
  }

  /** What is done by itself where the department wants it; nothing where a result is there. */
  private async checkAndRun(): Promise<void> {
    await this.loadManifest();
    await this.views.find();
    if (this.store.get().views.classifier.phase === 'ready') await this.views.checkAll();
    const { run, results } = this.store.get();
    if (!run && results.size === 0) await this.run();
  }

  /** Clips that the study no longer has take what is known of them along. */
  private forgetGone(before: readonly Clip[], now: readonly Clip[]): void {
    const uids = new Set(now.map(({ SOPInstanceUID }) => SOPInstanceUID));
    const gone = before.filter(({ SOPInstanceUID }) => !uids.has(SOPInstanceUID));
    if (gone.length === 0) return;
    if (gone.length === before.length) {
      this.forgetStudy(new Error('The study was left.'), this.store.get().model);
      return;
    }
    this.clipRuns.forget(gone);
    for (const { SOPInstanceUID } of gone) this.saliencyRuns.maps.forget(SOPInstanceUID);
  }

  private setModel(found: FoundModel): void {
    const { problem, ...model } = withDepartmentTasks(found, this.config);
    const problems = [this.parts.configProblem, problem].filter((each) => each !== undefined);
    this.store.set({
      model: { phase: 'ready', ...model },
      configProblem: problems.length > 0 ? problems.join(' ') : undefined,
    });
  }

  /** Ends all that is under way and the worker, and forgets what was found. */
  private forgetReadings(reason: Error): void {
    this.clipRuns.clear(reason);
    this.saliencyRuns.stop();
    this.occlusionTest.close();
    this.comparison.stop();
    this.workers.close();
    this.saliencyRuns.maps.clear();
    this.lastError = undefined;
    this.store.set({ backend: undefined, switched: undefined });
  }

  /** The session is as new, with the model or without. */
  private forgetStudy(reason: Error, model = emptyState.model): void {
    this.forgetReadings(reason);
    this.views.close();
    this.autoRun.close();
    this.thumbnails.clear();
    this.store.set({
      ...emptyState,
      saliency: { ...emptyState.saliency, ...this.config.saliency },
      views: this.store.get().views,
      model,
      activeUID: undefined,
      ...(model === emptyState.model && {
        offered: undefined,
        configProblem: this.parts.configProblem,
      }),
    });
  }
}
