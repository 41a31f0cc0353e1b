import { bestClip, type KnownViews, noViews } from './best-clip';
import type { Clip } from './clip';

/** The clips that the next run reads. */
export interface Choice {
  /** SOP Instance UIDs of eligible clips. */
  readonly uids: ReadonlySet<string>;
  /**
   * How they were chosen: suggested by rank, shown in the viewport, or ticked by the reader. A
   * ticked choice stays when the viewport changes; the others follow it.
   */
  readonly by: 'rank' | 'viewport' | 'reader';
}

/** Drops clips that the study no longer has. */
export function keepChoice(
  choice: Choice,
  clips: readonly Clip[],
  wantedMs: number,
  views: KnownViews = noViews,
): Choice {
  const kept = readable(clips).filter((uid) => choice.uids.has(uid));
  if (choice.by !== 'rank' && kept.length > 0) {
    return { ...choice, uids: new Set(kept) };
  }
  const best = bestClip(clips, wantedMs, views);
  return { uids: new Set(best ? [best.SOPInstanceUID] : []), by: 'rank' };
}

export function followViewport(choice: Choice, { SOPInstanceUID, eligibility }: Clip): Choice {
  const isTicked = choice.by === 'reader' && choice.uids.size > 0;
  if (isTicked || !eligibility.eligible) {
    return choice;
  }
  return { uids: new Set([SOPInstanceUID]), by: 'viewport' };
}

export function tick(choice: Choice, { SOPInstanceUID, eligibility }: Clip, isOn: boolean): Choice {
  if (!eligibility.eligible) {
    return choice;
  }
  const uids = new Set(choice.uids);
  if (isOn) {
    uids.add(SOPInstanceUID);
  } else {
    uids.delete(SOPInstanceUID);
  }
  return { uids, by: 'reader' };
}

function readable(clips: readonly Clip[]): string[] {
  return clips
    .filter(({ eligibility }) => eligibility.eligible)
    .map(({ SOPInstanceUID }) => SOPInstanceUID);
}
