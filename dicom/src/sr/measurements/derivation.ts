import { DCM, SCT } from '../codes';
import { isCode, type Code } from '../coding';

/** How a value stands to the others of its method, the best one first. */
export const marks = [
  'chosen by the reader',
  'best value',
  'mean',
  'most recent',
  'measured',
  'estimated',
] as const;

export type Mark = (typeof marks)[number];

/** Derivations of CID 3627 and 7464; any other makes a statistic, such as the standard deviation. */
const markByDerivation: readonly (readonly [Code, Mark])[] = [
  [SCT.BestValue, 'best value'],
  [SCT.Mean, 'mean'],
  [SCT.Median, 'mean'],
  [SCT.Measured, 'measured'],
  [SCT.Calculated, 'measured'],
  [SCT.PointSourceMeasurement, 'measured'],
  [SCT.Estimated, 'estimated'],
  [SCT.VisualEstimation, 'estimated'],
];

function markOfDerivation(derivation: Code): Mark | undefined {
  return markByDerivation.find(([code]) => isCode(derivation, code))?.[1];
}

/** The first derivation that makes the value a statistic other than a mean. */
export function statisticOf(derivations: readonly Code[]): Code | undefined {
  return derivations.find((derivation) => markOfDerivation(derivation) === undefined);
}

/**
 * @param selection Selection Status (CID 224), or the reason for the selection (CID 12301)
 * @param method measurement method
 */
export function markOf({
  selection,
  derivations,
  method,
}: {
  readonly selection?: Code;
  readonly derivations: readonly Code[];
  readonly method?: Code;
}): Mark {
  if (isCode(selection, DCM.MeanValueChosen)) {
    return 'mean';
  }
  if (isCode(selection, DCM.MostRecentValueChosen)) {
    return 'most recent';
  }
  if (selection) {
    return 'chosen by the reader';
  }
  const own = [...derivations, ...(method ? [method] : [])].map(markOfDerivation);
  return marks.find((mark) => own.includes(mark)) ?? 'measured';
}
