/** Which patients are learned from, which choose the weights, and which are only tested on. */
export const sides = ['train', 'validation', 'test'] as const;
/** See {@link sides}. */
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

/** The side that a table's word means, in any case; undefined where it is none, e.g. a fold. */
export function sideOfWord(word: string): Side | undefined {
  return words[word.trim().toLowerCase()];
}
