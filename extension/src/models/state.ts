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

export const emptyModels: ModelsSlice = { model: { phase: 'unknown' } };
