import { activeClip } from '../clips/state';
import type { EchoNetConfig } from '../config';
import type { Viewer } from '../host/viewer';
import type { WorkerParts } from '../inference/worker-supervisor';
import { sentenceOf } from '../sentence';
import type { SessionState } from '../session/state';
import type { Store } from '../session/store';
import { checkFiles } from './check-files';
import { ModelComparison } from './compare-models';
import { withDepartmentTasks } from './department-tasks';
import type { FoundModel } from './model-sources';
import type { OfferedModel } from './offered-models';
import { emptyModels } from './state';

export interface ModelParts extends WorkerParts {
  readonly viewer: Viewer;
  readonly config: EchoNetConfig;
  readonly configProblem?: string;
  /**
   * @param isOfRealPatients whether the study's clips are
   * @throws Error as a sentence when there is no model
   */
  readonly findModel: (isOfRealPatients: boolean) => Promise<FoundModel>;
  /** Never rejects. */
  readonly offeredModels: () => Promise<readonly OfferedModel[]>;
}

export interface ModelListener {
  readonly onLoading: () => void;
  readonly onReady: () => void;
  /** Before another model replaces the present one. */
  readonly onReplace: () => void;
  /** Before a comparison, which needs the processor for itself. */
  readonly onCompare: () => void;
  /** @param reason a full sentence */
  readonly onFailure: (reason: string) => void;
}

/** The model that reads the clips, the models to choose from, and the comparison with a second one. */
export class ModelService {
  private readonly comparison: ModelComparison;
  /** Whether the model was found for real patients; undefined for one that the reader has chosen. */
  private foundFor: boolean | undefined;

  constructor(
    private readonly store: Store<SessionState>,
    private readonly parts: ModelParts,
    private readonly listener: ModelListener,
  ) {
    this.comparison = new ModelComparison(parts, (comparison) => store.set({ comparison }));
  }

  /** Finds the model and reads its manifest, once; again after a failure. Never rejects. */
  async load(): Promise<void> {
    const { phase } = this.store.get().model;
    if (phase === 'loading' || phase === 'ready') {
      return;
    }
    this.store.set({ model: { phase: 'loading' } });
    this.listener.onLoading();
    try {
      await this.findForPatients();
    } catch (error) {
      const reason = sentenceOf(error);
      this.store.set({ model: { phase: 'failed', reason } });
      this.listener.onFailure(reason);
    }
  }

  /**
   * Takes the model for the study's patients once its clips are known, unless the reader has chosen one
   * or there are results. Never rejects.
   */
  async followClips(): Promise<void> {
    const { model, results, run } = this.store.get();
    const isOther = this.foundFor !== undefined && this.foundFor !== this.isOfRealPatients();
    if (model.phase === 'ready' && isOther && results.size === 0 && !run) {
      await this.findForPatients().catch(() => undefined);
    }
  }

  /** Lists the models to choose from, once. Never rejects. */
  async list(): Promise<void> {
    if (!this.store.get().offered) {
      this.store.set({ offered: await this.parts.offeredModels() });
    }
  }

  /** Replaces the model; the results of the present one are dropped. */
  choose(model: FoundModel): void {
    if (this.parts.config.actions.chooseModel) {
      this.foundFor = undefined;
      this.listener.onReplace();
      this.set(model);
    }
  }

  /**
   * Compares all files of a model with their SHA-256.
   *
   * @throws Error as a sentence that names the file
   */
  verify(model: FoundModel): Promise<void> {
    return checkFiles(model);
  }

  /** Reads the active clip with a second model. Never rejects. */
  async compare(model: FoundModel): Promise<void> {
    const clip = activeClip(this.store.get());
    if (!this.parts.config.actions.compareModels || !clip) {
      return;
    }
    this.listener.onCompare();
    await this.comparison.read(clip, withDepartmentTasks(model, this.parts.config));
  }

  /** Aborts a comparison and drops its result. */
  endComparison(): void {
    this.comparison.stop();
  }

  /** Forgets which models there are; the configuration may have changed. */
  reset(): void {
    const { configProblem } = this.parts;
    this.store.set({ ...emptyModels, offered: undefined, configProblem });
  }

  /** The clips may be listed meanwhile: the last model found is that of the patients then. */
  private async findForPatients(): Promise<void> {
    const isOfRealPatients = this.isOfRealPatients();
    this.foundFor = isOfRealPatients;
    const found = await this.parts.findModel(isOfRealPatients);
    if (this.foundFor !== isOfRealPatients) {
      return;
    }
    if (isOfRealPatients !== this.isOfRealPatients()) {
      await this.findForPatients();
      return;
    }
    this.set(found);
  }

  private isOfRealPatients(): boolean {
    const { clips } = this.store.get();
    return clips.length > 0 && clips.every(({ isSimulated }) => !isSimulated);
  }

  private set(found: FoundModel): void {
    const { problem, ...model } = withDepartmentTasks(found, this.parts.config);
    const problems = [this.parts.configProblem, problem].filter((each) => each !== undefined);
    this.store.set({
      model: { phase: 'ready', ...model },
      configProblem: problems.length > 0 ? problems.join(' ') : undefined,
    });
    this.listener.onReady();
  }
}
