import { stressStage } from '@echonet/dicom';
import { regionBoxes } from '@echonet/models/image';
import type { ViewsState } from '../views/state';
import { type Clip, lengthMs } from './clip';

export type KnownViews = Pick<ViewsState, 'checks' | 'failures'>;

export const noViews: KnownViews = { checks: new Map(), failures: new Map() };

/** Usual names of the apical four-chamber view in Series Description, in English and German. */
const fourChamber = /\b(a4c|ap4c?h?|4ch?|apical[ _-]?4|(four|4)[ _-]?chamber|vierkammer|4kb)\b/i;

/**
 * The clip to suggest: of the eligible ones no stage of a stress test while there is a clip at rest,
 * then the clip with the highest A4C probability; without a view check one sector rather than several,
 * one whose Series Description names the apical four-chamber view, then the longer one.
 * Clips that the view check rejects come last, those that it could not read after them.
 *
 * @param wantedMs length in ms from which on a clip yields all frames that the network reads
 * @param views view checks and why there is none, by SOP Instance UID
 */
export function bestClip(
  clips: readonly Clip[],
  wantedMs: number,
  views: KnownViews = noViews,
): Clip | undefined {
  const rank = (clip: Clip) => [
    -stageOf(clip),
    viewRank(clip, views),
    Math.min(lengthMs(clip.times), wantedMs),
  ];
  return clips
    .filter(({ eligibility }) => eligibility.eligible)
    .reduce<Clip | undefined>(
      (best, clip) => (!best || isHigher(rank(clip), rank(best)) ? clip : best),
      undefined,
    );
}

/**
 * Clips in the order of a list: probable A4C clips first, then the other eligible ones, then those that
 * cannot be analysed; within each as they are.
 */
export function listedOrder(clips: readonly Clip[], views: KnownViews = noViews): Clip[] {
  const groupOf = (clip: Clip) => {
    if (!clip.eligibility.eligible) {
      return 2;
    }
    return viewRank(clip, views) > 0 ? 0 : 1;
  };
  return [0, 1, 2].flatMap((group) => clips.filter((clip) => groupOf(clip) === group));
}

function isHigher(ranks: readonly number[], others: readonly number[]): boolean {
  const i = ranks.findIndex((rank, at) => rank !== others[at]);
  return i >= 0 && ranks[i] > others[i];
}

/** 0 at rest, otherwise the number of the stage, at least 1. */
function stageOf({ header }: Clip): number {
  return header && stressStage(header) ? Math.max(1, header.StageNumber || 1) : 0;
}

/** A view check outranks the description. */
function viewRank(clip: Clip, { checks, failures }: KnownViews): number {
  if (failures.has(clip.SOPInstanceUID)) {
    return -3;
  }
  const check = checks.get(clip.SOPInstanceUID);
  if (!check) {
    return (isNamedFourChamber(clip) ? 1 : 0) - (hasSeveralSectors(clip) ? 2 : 0);
  }
  const { accepted, probability } = check.prediction;
  return (accepted ? 2 : -2) + probability;
}

/** By its Series Description. */
export function isNamedFourChamber({ header }: Pick<Clip, 'header'>): boolean {
  return fourChamber.test(header?.SeriesDescription ?? '');
}

function hasSeveralSectors({ header }: Clip): boolean {
  return (
    header !== undefined &&
    regionBoxes(header.SequenceOfUltrasoundRegions, header.Rows, header.Columns).tissue.length > 1
  );
}
