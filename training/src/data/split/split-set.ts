/** Training, validation (chooses weights and thresholds) and test set. */
export const splitSets = ['train', 'validation', 'test'] as const;
export type SplitSet = (typeof splitSets)[number];

const words: Readonly<Record<string, SplitSet>> = {
  train: 'train',
  training: 'train',
  val: 'validation',
  valid: 'validation',
  validation: 'validation',
  dev: 'validation',
  test: 'test',
  testing: 'test',
};

/** The set named by a word, ignoring case; undefined for other words, e.g. a fold. */
export function splitSetOfWord(word: string): SplitSet | undefined {
  return words[word.trim().toLowerCase()];
}
