import { type ClipsSlice, emptyClips } from '../clips/state';
import { type ContoursSlice, emptyContours } from '../contours/state';
import type { InferenceSlice } from '../inference/state';
import {
  type DemonstrationSlice,
  emptyDemonstration,
  emptyModels,
  type ModelsSlice,
} from '../models/state';
import { emptyOcclusion, type OcclusionSlice } from '../occlusion/state';
import { emptyPanel, type PanelSlice } from '../panel/state';
import { emptyResults, type ResultsSlice } from '../results/state';
import { emptySaliency, type SaliencySlice } from '../saliency/state';
import { emptyViews, type ViewsSlice } from '../views/state';

/** Everything that panel and viewports show: the slices of the features. */
export interface SessionState
  extends
    ClipsSlice,
    ContoursSlice,
    DemonstrationSlice,
    InferenceSlice,
    ModelsSlice,
    OcclusionSlice,
    PanelSlice,
    ResultsSlice,
    SaliencySlice,
    ViewsSlice {}

export const emptyState: SessionState = {
  ...emptyClips,
  ...emptyContours,
  ...emptyDemonstration,
  ...emptyModels,
  ...emptyOcclusion,
  ...emptyPanel,
  ...emptyResults,
  ...emptySaliency,
  ...emptyViews,
};
