import type { FoundSeries } from '../host/search-series';
import {
  acceptedSuffix,
  readAutomaticDescription,
  resultsSuffix,
  withSuffix,
} from '../report/automatic-series';

/** What the archive knows of EchoNet's reading of a study. */
export type StudyState =
  | { readonly kind: 'not read' }
  /** Read without a reader; findings such as 'EF 38 % (30-46), 2 A4C'. */
  | { readonly kind: 'read' | 'check'; readonly findings: string }
  /** Stored by a reader who accepted nothing. */
  | { readonly kind: 'stored' }
  | { readonly kind: 'accepted' }
  /** @param reason a full sentence */
  | { readonly kind: 'unknown'; readonly reason: string };

/**
 * The state by the descriptions of a study's reports. The report with the highest series number decides:
 * each new one gets the next number.
 *
 * @param ownDescription what Series Descriptions of readers' reports begin with, by the configuration
 */
export function studyState(series: readonly FoundSeries[], ownDescription: string): StudyState {
  const states = [...series]
    .sort((a, b) => b.SeriesNumber - a.SeriesNumber)
    .flatMap(({ SeriesDescription }) => stateOf(SeriesDescription, ownDescription) ?? []);
  return states.at(0) ?? { kind: 'not read' };
}

function stateOf(description: string, ownDescription: string): StudyState | undefined {
  const automatic = readAutomaticDescription(description);
  if (automatic) {
    const { needsAttention, findings } = automatic;
    return { kind: needsAttention ? 'check' : 'read', findings };
  }
  const isOwn = (suffix: string) => description === withSuffix(ownDescription, suffix);
  if (isOwn(acceptedSuffix)) {
    return { kind: 'accepted' };
  }
  return isOwn(resultsSuffix) ? { kind: 'stored' } : undefined;
}
