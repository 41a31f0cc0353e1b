/** Training, validation (chooses weights and thresholds) and test set. */
export const sides = ['train', 'validation', 'test'] as const;
export type Side = (typeof sides)[number];

const words: Readonly<Record<string, Side>> = {
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
export function sideOfWord(word: string): Side | undefined {
  return words[word.trim().toLowerCase()];
}
