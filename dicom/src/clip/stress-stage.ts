import type { ClipHeader } from './clip-header';

/** Names of the stage before any stress, in English and German. */
const atRest =
  /^(at[ -]?)?(rest|resting|baseline|base|ruhe)\b|^pre([ -]?(exercise|stress|test))?$/i;

/** Names that only stages of a stress test have. */
const underStress = /peak|post|stress|exerc|dobut|dose|recover|watt|belast|\bmax/i;

/**
 * The stage of a stress test that a clip shows, other than the one at rest: its name, else its number
 * (PS3.3 C.8.5.6.1.21 ff.). Undefined at rest, and where the header speaks of no stress test.
 */
export function stressStage({
  StageName = '',
  StageNumber = Number.NaN,
  NumberOfStages,
}: Pick<ClipHeader, 'StageName' | 'StageNumber' | 'NumberOfStages'>): string | undefined {
  if (atRest.test(StageName)) {
    return undefined;
  }
  const isOnlyStage = NumberOfStages !== undefined && NumberOfStages <= 1;
  if (StageName !== '' && (!isOnlyStage || underStress.test(StageName))) {
    return StageName;
  }
  return !isOnlyStage && StageName === '' && StageNumber > 1 ? `stage ${StageNumber}` : undefined;
}
