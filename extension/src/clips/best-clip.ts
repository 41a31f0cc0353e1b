import type { ViewCheck } from '../inference/protocol';
import type { Clip } from './clip';

/** Usual names of the apical four-chamber view in Series Description, in English and German. */
const fourChamber = /\b(a4c|ap4c?h?|4ch?|apical[ _-]?4|(four|4)[ _-]?chamber|vierkammer|4kb)\b/i;

/**
 * The clip to suggest: of the eligible ones the clip with the highest A4C probability; without a
 * view check one whose Series Description names the apical four-chamber view, then the longer one.
 * Clips that the view check rejects come last.
 *
 * @param wantedMs length in ms from which on a clip yields all frames that the network reads
 * @param views view checks by SOP Instance UID
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

/** A view check outranks the description. */
function viewRank(clip: Clip, check: ViewCheck | undefined): number {
  if (!check) return isNamedFourChamber(clip) ? 1 : 0;
  const { accepted, probability } = check.prediction;
  return (accepted ? 2 : -2) + probability;
}

function isNamedFourChamber({ header }: Clip): boolean {
  return fourChamber.test(header?.SeriesDescription ?? '');
}

function lengthMs({ times }: Clip): number {
  return times?.timesMs.at(-1) ?? 0;
}
