import type { Clip } from '../clips/clip';
import { chosenClips } from '../clips/state';
import { isEvaluatedOnReal, originOf } from '../results/origin';
import { sentenceOf } from '../sentence';
import type { SessionState } from '../session/state';
import type { Store } from '../session/store';
import { withDepartmentTasks } from './department-tasks';
import type { ModelParts } from './model-service';
import { readSecondModel } from './read-second-model';
import { emptyDemonstration, type DemonstrationState } from './state';

/**
 * What a model of simulated patients makes of clips that a model of real patients has read: computed
 * when the reader asks for it, on a worker of its own, and kept apart from the results.
 */
export class Demonstration {
  private controller: AbortController | undefined;

  constructor(
    private readonly store: Store<SessionState>,
    private readonly parts: Pick<
      ModelParts,
      'startWorker' | 'wasmUrl' | 'config' | 'viewer' | 'findModel'
    >,
    private readonly onStart: () => void,
  ) {}

  /** Looks for such a model beside the present one. Never rejects. */
  async find(): Promise<void> {
    this.clear();
    const { config, findModel } = this.parts;
    const { model } = this.store.get();
    if (!config.showDemonstration || model.phase !== 'ready' || !isOfReal(model.manifest)) {
      return;
    }
    const found = await findModel(false).catch(() => undefined);
    if (found && found.modelUrl !== model.modelUrl && !isOfReal(found.manifest)) {
      this.change({ model: withDepartmentTasks(found, config) });
    }
  }

  /** Reads the chosen clips that have results, and none of its own yet. Never rejects. */
  async read(): Promise<void> {
    const { model, progress } = this.store.get().demonstration;
    if (!model || progress || !this.nextClip()) {
      return;
    }
    this.onStart();
    const controller = new AbortController();
    this.controller = controller;
    const { signal } = controller;
    this.change({ progress: { done: 0, count: 0 }, problem: undefined });
    try {
      for (let clip = this.nextClip(); clip; clip = this.nextClip()) {
        const result = await readSecondModel(this.parts, {
          clip,
          model,
          signal,
          onProgress: (progress) => !signal.aborted && this.change({ progress }),
        });
        const known = this.store.get().demonstration.results;
        this.change({ results: new Map(known).set(clip.SOPInstanceUID, result) });
      }
    } catch (error) {
      if (!signal.aborted) {
        this.change({ problem: sentenceOf(error) });
      }
    } finally {
      if (this.controller === controller) {
        this.controller = undefined;
        this.change({ progress: undefined });
      }
    }
  }

  /** Aborts a reading; what is complete stays. */
  stop(): void {
    this.controller?.abort(new DOMException('The demonstration was stopped.', 'AbortError'));
    this.controller = undefined;
    this.change({ progress: undefined });
  }

  /** Drops what was read; the model stays. */
  forgetResults(): void {
    this.stop();
    this.change({ results: new Map(), problem: undefined });
  }

  clear(): void {
    this.stop();
    this.store.set(emptyDemonstration);
  }

  private nextClip(): Clip | undefined {
    const state = this.store.get();
    return chosenClips(state).find(
      ({ SOPInstanceUID: uid }) => state.results.has(uid) && !state.demonstration.results.has(uid),
    );
  }

  private change(change: Partial<DemonstrationState>): void {
    this.store.set({ demonstration: { ...this.store.get().demonstration, ...change } });
  }
}

/** Whether any of a model's tasks was evaluated on real patients. */
function isOfReal(manifest: Parameters<typeof originOf>[0]): boolean {
  return manifest.tasks.some(({ id }) => isEvaluatedOnReal(originOf(manifest, id)));
}
