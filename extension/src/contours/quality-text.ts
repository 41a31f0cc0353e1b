import type { QualityJudgement } from '@echonet/models/measures';
import type { Strings } from '../strings';

/** The reasons of a judgement in words, worst first; empty for good contours. */
export function qualityReasons({ contours }: Strings, { reasons }: QualityJudgement): string {
  return reasons
    .map((reason) =>
      reason.kind === 'impossible'
        ? contours.impossible[reason.what]
        : contours.criteria[reason.criterion],
    )
    .join(', ');
}
