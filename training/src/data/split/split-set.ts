/**
 * Training set, validation set (chooses the epoch), calibration set (fits intervals, probabilities and
 * thresholds; where there is none, the validation set does) and test set.
 */
export const splitSets = ['train', 'validation', 'calibration', 'test'] as const;
export type SplitSet = (typeof splitSets)[number];

const words: Readonly<Record<string, SplitSet>> = {
  train: 'train',
  training: 'train',
  val: 'validation',
  valid: 'validation',
  validation: 'validation',
  dev: 'validation',
  calibration: 'calibration',
  calib: 'calibration',
  test: 'test',
  testing: 'test',
};

/** The set named by a word, ignoring case; undefined for other words, e.g. a fold. */
export function splitSetOfWord(word: string): SplitSet | undefined {
  return words[word.trim().toLowerCase()];
}
