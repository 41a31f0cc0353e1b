import type { QualityReason } from '@echonet/models/measures';
import type { Strings } from '../strings';

/** The reasons of a judgement in words, in their order. */
export function qualityReasons({ contours }: Strings, reasons: readonly QualityReason[]): string {
  return reasons
    .map((reason) =>
      reason.kind === 'impossible'
        ? contours.impossible[reason.what]
        : contours.criteria[reason.criterion],
    )
    .join(', ');
}
