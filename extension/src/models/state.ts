import type { StepCount } from '../inference/state';
import type { ClipResult } from '../results/state';
import type { FoundModel } from './model-sources';
import type { OfferedModel } from './offered-models';

/** The model that reads the clips. */
export type ModelState =
  | { readonly phase: 'unknown' }
  | { readonly phase: 'loading' }
  | ({ readonly phase: 'ready' } & FoundModel)
  | { readonly phase: 'failed'; readonly reason: string };

/** A second model on a clip that the first model has read. */
export interface Comparison {
  readonly SOPInstanceUID: string;
  readonly other: FoundModel;
  /** Frames predicted so far; absent once it has ended. */
  readonly progress?: StepCount;
  readonly result?: ClipResult;
  /** Why there is no result, as a sentence. */
  readonly problem?: string;
}

/** The session's state of models. */
export interface ModelsSlice {
  readonly model: ModelState;
  /** The models to choose from, once they were listed. */
  readonly offered?: readonly OfferedModel[];
  readonly comparison?: Comparison;
  /** What is wrong with the viewer's configuration, as a sentence. */
  readonly configProblem?: string;
}

/** Predictions of a model of simulated patients, beside those of one of real patients. */
export interface DemonstrationState {
  /** Absent where the model that reads is the only one. */
  readonly model?: FoundModel;
  /** By SOP Instance UID. */
  readonly results: ReadonlyMap<string, ClipResult>;
  /** Of the clip that is read; absent while none is. */
  readonly progress?: StepCount;
  readonly problem?: string;
}

export interface DemonstrationSlice {
  readonly demonstration: DemonstrationState;
}

export const emptyDemonstration: DemonstrationSlice = { demonstration: { results: new Map() } };

export const emptyModels: ModelsSlice = { model: { phase: 'unknown' } };
