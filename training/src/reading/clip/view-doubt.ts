import { lackOf, viewDoubtOf, type RecognisedView } from '@echonet/models';

/**
 * What the view check says of a clip that it does not accept: how probably it is an A4C, and from which
 * probability on it is taken for one, or what the outlines lack.
 */
export function viewDoubt({ probability, threshold, missing }: RecognisedView): string {
  const reason = missing
    ? lackOf(missing)
    : `${percent(probability)}; accepted from ${percent(threshold)}`;
  return viewDoubtOf(missing) === 'not confirmed'
    ? `View check: A4C cannot be confirmed (${reason})`
    : `View check: probably not A4C (${reason})`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(0)} %`;
}
