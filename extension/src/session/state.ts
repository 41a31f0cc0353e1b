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
import { emptyMeasurements, type MeasurementsSlice } from '../measurements/state';
import { emptyPanel, type PanelSlice } from '../panel/state';
import { emptyResults, type ResultsSlice } from '../results/state';
import { emptySaliency, type SaliencySlice } from '../saliency/state';
import { emptyStudy, type StudySlice } from '../study/state';
import { emptyViews, type ViewsSlice } from '../views/state';

/** Everything that panel and viewports show: the slices of the features. */
export interface SessionState
  extends
    ClipsSlice,
    ContoursSlice,
    DemonstrationSlice,
    InferenceSlice,
    MeasurementsSlice,
    ModelsSlice,
    OcclusionSlice,
    PanelSlice,
    ResultsSlice,
    SaliencySlice,
    StudySlice,
    ViewsSlice {}

export const emptyState: SessionState = {
  ...emptyClips,
  ...emptyContours,
  ...emptyDemonstration,
  ...emptyMeasurements,
  ...emptyModels,
  ...emptyOcclusion,
  ...emptyPanel,
  ...emptyResults,
  ...emptySaliency,
  ...emptyStudy,
  ...emptyViews,
};
