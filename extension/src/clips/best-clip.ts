import type { Clip } from './clip';

/** How laboratories name an apical four-chamber view in a series description. */
const fourChamber = /\b(a4c|ap4c?h?|4ch?|apical[ _-]?4|(four|4)[ _-]?chamber|vierkammer|4kb)\b/i;

/**
 * The clip to read unless the reader chooses: the first that can be read, one that its description
 * calls apical four-chamber before the others, and a longer one (in time, to what the network reads)
 * before a shorter.
 *
 * @param wantedMs of what length a clip gives all the frames that the network reads
 */
export function bestClip(clips: readonly Clip[], wantedMs: number): Clip | undefined {
  const rank = (clip: Clip) => [
    isNamedFourChamber(clip) ? 1 : 0,
    Math.min(lengthMs(clip), wantedMs),
  ];
  return clips
    .filter(({ eligibility }) => eligibility.eligible)
    .reduce<Clip | undefined>((best, clip) => {
      if (!best) return clip;
      const [named, length] = rank(clip);
      const [bestNamed, bestLength] = rank(best);
      return named > bestNamed || (named === bestNamed && length > bestLength) ? clip : best;
    }, undefined);
}

/** Whether the clip's description says apical four-chamber; the pictures are not looked at. */
function isNamedFourChamber({ header }: Clip): boolean {
  return fourChamber.test(header?.SeriesDescription ?? '');
}

function lengthMs({ times }: Clip): number {
  return times?.timesMs.at(-1) ?? 0;
}
