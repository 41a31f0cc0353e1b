import type { RecognisedView } from '@echonet/models';

/** How probably a clip is an A4C, and from which probability on it is taken for one. */
export function viewShares({ probability, threshold }: RecognisedView): string {
  return `${percent(probability)}; accepted from ${percent(threshold)}`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(0)} %`;
}
