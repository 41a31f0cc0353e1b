import { activeClip } from '../clips/state';
import type { ClipService } from '../clips/clip-service';
import type { EchoNetConfig } from '../config';
import type { RunService } from '../inference/run-service';
import type { ModelService } from '../models/model-service';
import type { SessionState } from '../session/state';
import type { Store } from '../session/store';
import type { ViewChecks } from '../views/view-checks';
import { planStudy } from './study-plan';
import type { StudyState } from './state';

export interface StudyParts {
  readonly store: Store<SessionState>;
  readonly clips: Pick<ClipService, 'chooseAll'>;
  readonly models: Pick<ModelService, 'load'>;
  readonly views: Pick<ViewChecks, 'find' | 'checkAll'>;
  readonly runs: Pick<RunService, 'start' | 'cancel'>;
  readonly config: () => EchoNetConfig;
}

/** Analyses all A4C clips at rest of the study, one after the other. */
export class StudyService {
  /** Of the analysis in progress; absent once its results are dropped. */
  private running: object | undefined;

  constructor(private readonly parts: StudyParts) {}

  /**
   * Identifies all views, chooses the clips of the plan, and reads those without a result. A clip that
   * fails keeps its reason, and the next is read. Ends when the view checks or the run are cancelled, with
   * the results so far. Never rejects.
   */
  async analyse(): Promise<void> {
    const { store, clips, models, views, runs, config } = this.parts;
    if (!config().actions.run || this.running) {
      return;
    }
    const running = {};
    const isDropped = () => this.running !== running;
    this.running = running;
    runs.cancel();
    this.set({ step: 'identifying views' });
    await models.load();
    await views.find();
    const hasViews =
      store.get().views.classifier.phase !== 'ready' || (await views.checkAll('at once'));
    if (isDropped()) {
      return;
    }
    if (!hasViews || store.get().model.phase !== 'ready') {
      this.end();
      return;
    }
    const state = store.get();
    const study = (activeClip(state) ?? state.clips.at(0))?.StudyInstanceUID;
    const plan = planStudy(state.clips, state.views, study);
    this.set({ step: 'analysing clips', plan });
    if (plan.clips.length > 0) {
      const uids = plan.clips.map(({ SOPInstanceUID }) => SOPInstanceUID);
      clips.chooseAll(uids);
      if (uids.some((uid) => !state.results.has(uid))) {
        await runs.start();
      }
    }
    if (!isDropped()) {
      this.end();
    }
  }

  /** The study is left, or its results are dropped. */
  clear(): void {
    this.running = undefined;
    this.set({});
  }

  private end(): void {
    this.running = undefined;
    const { store } = this.parts;
    const { study, panel } = store.get();
    this.set(study.plan ? { plan: study.plan } : {});
    // The table has the place of the list, once there are results.
    store.set({ panel: { ...panel, areClipsListed: undefined } });
  }

  private set(study: StudyState): void {
    this.parts.store.set({ study });
  }
}
