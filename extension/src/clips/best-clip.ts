import type { ViewCheck } from '../inference/protocol';
import type { Clip } from './clip';

/** How laboratories name an apical four-chamber view in a series description. */
const fourChamber = /\b(a4c|ap4c?h?|4ch?|apical[ _-]?4|(four|4)[ _-]?chamber|vierkammer|4kb)\b/i;

/**
 * The clip to read unless the reader chooses: of those that can be read, the one that the view
 * classifier is surest of; where it was not asked, one that its description calls apical
 * four-chamber, and a longer one (in time, to what the network reads) before a shorter. One that the
 * classifier turns away comes last.
 *
 * @param wantedMs of what length a clip gives all the frames that the network reads
 * @param views what the classifier says, by SOP Instance UID
 */
export function bestClip(
  clips: readonly Clip[],
  wantedMs: number,
  views: ReadonlyMap<string, ViewCheck> = new Map(),
): Clip | undefined {
  const rank = (clip: Clip) => [
    viewRank(clip, views.get(clip.SOPInstanceUID)),
    Math.min(lengthMs(clip), wantedMs),
  ];
  return clips
    .filter(({ eligibility }) => eligibility.eligible)
    .reduce<Clip | undefined>((best, clip) => {
      if (!best) return clip;
      const [view, length] = rank(clip);
      const [bestView, bestLength] = rank(best);
      return view > bestView || (view === bestView && length > bestLength) ? clip : best;
    }, undefined);
}

/** What was looked at counts for more than what is written. */
function viewRank(clip: Clip, check: ViewCheck | undefined): number {
  if (!check) return isNamedFourChamber(clip) ? 1 : 0;
  const { accepted, probability } = check.prediction;
  return (accepted ? 2 : -2) + probability;
}

/** Whether the clip's description says apical four-chamber; the images are not looked at. */
function isNamedFourChamber({ header }: Clip): boolean {
  return fourChamber.test(header?.SeriesDescription ?? '');
}

function lengthMs({ times }: Clip): number {
  return times?.timesMs.at(-1) ?? 0;
}
