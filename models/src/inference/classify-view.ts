import type { Manifest } from '../model/manifest';
import type { FramePrediction } from './predict-frame';
import { summariseClip } from './summarise-clip';

/** What a clip shows: 'uncertain' where no class is probable enough. */
export type ViewClass = 'A4C' | 'other' | 'unusable' | 'uncertain';

/** What a view classifier says about a clip. */
export interface ViewPrediction {
  readonly view: ViewClass;
  /** The clip may be read: it is an A4C. */
  readonly accepted: boolean;
  /** That the clip is an A4C, calibrated; mean over the frames. */
  readonly probability: number;
  /** From this probability on a clip is an A4C. */
  readonly threshold: number;
  /** Of each class against all others, so that they need not add up to 1. */
  readonly probabilities: {
    readonly A4C: number;
    /** Another view of the heart. */
    readonly other: number;
    /** Doppler, M-mode, no heart, or no image to speak of. */
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
