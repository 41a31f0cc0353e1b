import type { Manifest } from '../model/manifest';
import type { FramePrediction } from './predict-frame';
import { summariseClip } from './summarise-clip';

/** 'uncertain' where no class is probable enough. */
export type ViewClass = 'A4C' | 'other' | 'unusable' | 'uncertain';

export interface ViewPrediction {
  readonly view: ViewClass;
  /** Whether the clip passes as an A4C and may be read. */
  readonly accepted: boolean;
  /** Calibrated probability of A4C, mean over the frames. */
  readonly probability: number;
  /** A clip passes as an A4C from this probability on. */
  readonly threshold: number;
  /** Of each class against all others; they need not add up to 1. */
  readonly probabilities: {
    readonly A4C: number;
    readonly other: number;
    /** Doppler, M-mode, non-cardiac, or an image without content. */
    readonly unusable: number;
  };
}

/**
 * Which view a clip shows, from what a view classifier says about its frames. The clip is an A4C
 * when the mean probability reaches the decision threshold of `viewA4C`, however probable the
 * others are: the threshold was chosen by how many clips of other views pass it. Otherwise it is
 * the more probable of the others that reach their own thresholds, and uncertain where none does.
 *
 * @param manifest of a view classifier
 * @throws Error without frames, when a frame lacks a class, or when the model is no view classifier.
 */
export function classifyView(
  manifest: Manifest,
  frames: readonly FramePrediction[],
): ViewPrediction {
  const threshold = manifest.tasks.find(({ id }) => id === 'viewA4C')?.decisionThreshold;
  if (manifest.purpose !== 'view' || threshold === undefined) {
    throw new Error(`The model ${manifest.name} is no view classifier.`);
  }
  const { viewA4C, viewOther, viewUnusable } = summariseClip(manifest, frames);
  const accepted = viewA4C.mean >= threshold;
  const [likeliest] = [
    { view: 'other' as const, ...viewOther },
    { view: 'unusable' as const, ...viewUnusable },
  ]
    .filter(({ positive }) => positive)
    .sort((a, b) => b.mean - a.mean);
  return {
    view: accepted ? 'A4C' : (likeliest?.view ?? 'uncertain'),
    accepted,
    probability: viewA4C.mean,
    threshold,
    probabilities: { A4C: viewA4C.mean, other: viewOther.mean, unusable: viewUnusable.mean },
  };
}
