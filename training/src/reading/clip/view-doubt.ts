import { lackOf, type RecognisedView } from '@echonet/models';

/**
 * Why a clip is probably no A4C, for brackets: how probably it is one, and from which probability on it is
 * taken for one, or what the outlines lack.
 */
export function viewDoubt({ probability, threshold, missing }: RecognisedView): string {
  return missing ? lackOf(missing) : `${percent(probability)}; accepted from ${percent(threshold)}`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(0)} %`;
}
