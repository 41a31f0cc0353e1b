import type { Anatomy } from '@echonet/models';
import type { Clip } from '../clips/clip';

/** Why a clip is no part of the analysis of the study. */
export type Exclusion =
  /** A full sentence of the header or the pixels. */
  | { readonly kind: 'not eligible'; readonly reason: string }
  | { readonly kind: 'stress'; readonly stage: string }
  /** Probability of A4C, 0 to 1. */
  | {
      readonly kind: 'other view';
      readonly probability: number;
      /** What the outlines lack, where the classifier accepts the clip. */
      readonly missing?: Anatomy;
    }
  /** The view classifier failed; a full sentence. */
  | { readonly kind: 'view not identified'; readonly reason: string }
  /** Without a view classifier: the Series Description does not name the view. */
  | { readonly kind: 'view not named' };

export interface ExcludedClip {
  readonly clip: Clip;
  readonly exclusion: Exclusion;
}

/** The clips of a study that are analysed together, in the study's order, and the others. */
export interface StudyPlan {
  readonly clips: readonly Clip[];
  readonly excluded: readonly ExcludedClip[];
}

export interface StudyState {
  readonly step?: 'identifying views' | 'analysing clips';
  /** Of the last analysis, in progress, finished or cancelled. */
  readonly plan?: StudyPlan;
}

/** The session's state of analyses of whole studies. */
export interface StudySlice {
  readonly study: StudyState;
}

export const emptyStudy: StudySlice = { study: {} };
