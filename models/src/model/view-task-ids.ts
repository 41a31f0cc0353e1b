/**
 * The tasks of a view classifier, each the probability of one class against all others. A clip below
 * the decision threshold of `viewA4C` is not read.
 */
export const viewTaskIds = ['viewA4C', 'viewOther', 'viewUnusable'] as const;
