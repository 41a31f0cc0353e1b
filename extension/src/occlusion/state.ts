import type { ImagePoint } from '@echonet/models';
import type { ClipsSlice } from '../clips/state';
import type { RegionShape } from '../host/draw-region';
import type { StepCount } from '../inference/state';
import type { ClipResult, ResultsSlice } from '../results/state';

/** A closed outline in continuous image pixels. */
export type Region = readonly ImagePoint[];

/** A clip's result with and without its occlusion regions. */
export interface OcclusionResult {
  /** Stale once the clip has another result. */
  readonly before: ClipResult;
  readonly after: ClipResult;
}

/** The occlusion tests of the clips, by SOP Instance UID. */
export interface OcclusionState {
  readonly regions: ReadonlyMap<string, readonly Region[]>;
  readonly results: ReadonlyMap<string, OcclusionResult>;
  /** The regions before each change, the last at the end; for undo. */
  readonly past: ReadonlyMap<string, readonly (readonly Region[])[]>;
  /** The shape that the user is about to draw. */
  readonly drawing?: RegionShape;
  readonly progress?: StepCount;
  readonly problem?: string;
}

/** The session's state of occlusion. */
export interface OcclusionSlice {
  readonly occlusion: OcclusionState;
}

export const emptyOcclusion: OcclusionSlice = {
  occlusion: { regions: new Map(), results: new Map(), past: new Map() },
};

/** The active clip's occlusion result; undefined without one, or when it is stale. */
export function occlusionResultOf({
  occlusion,
  activeUID = '',
  results,
}: OcclusionSlice & Pick<ClipsSlice, 'activeUID'> & Pick<ResultsSlice, 'results'>):
  OcclusionResult | undefined {
  const result = occlusion.results.get(activeUID);
  return result && result.before === results.get(activeUID) ? result : undefined;
}
